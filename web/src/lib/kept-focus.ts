import { type RefObject, useEffect, useRef } from 'react';

/** When what had the focus gives way to something else, the part it stood in gets it: nobody starts at the top again. */
export function useKeptFocus<T extends HTMLElement>(shown: string): RefObject<T | null> {
  const part = useRef<T>(null);
  const before = useRef(shown);
  useEffect(() => {
    if (before.current === shown) return;
    before.current = shown;
    if (document.activeElement === document.body) part.current?.focus({ preventScroll: true });
  }, [shown]);
  return part;
}
