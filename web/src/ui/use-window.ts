import { type RefObject, useLayoutEffect, useState } from 'react';

/** Rows beyond the edges that are drawn all the same, so that scrolling shows no gap. */
const BEYOND = 6;

export interface Window {
  /** The first row that is drawn, and the one after the last. */
  from: number;
  to: number;
}

/** Which rows of one height are seen, a few more included. Pure. */
export function seen(top: number, height: number, rowHeight: number, count: number): Window {
  const from = Math.max(0, Math.floor(top / rowHeight) - BEYOND);
  const to = Math.min(count, Math.ceil((top + height) / rowHeight) + BEYOND);
  return { from: Math.min(from, to), to };
}

/** Follows a scroller; changes only when other rows come into sight. */
export function useWindow(scroller: RefObject<HTMLElement | null>, rowHeight: number, count: number): Window {
  const [shown, setShown] = useState<Window>({ from: 0, to: Math.min(count, 2 * BEYOND) });
  useLayoutEffect(() => {
    const node = scroller.current;
    if (!node) return;
    const look = () => {
      const next = seen(node.scrollTop, node.clientHeight, rowHeight, count);
      setShown((before) => (before.from === next.from && before.to === next.to ? before : next));
    };
    look();
    const size = new ResizeObserver(look);
    size.observe(node);
    node.addEventListener('scroll', look, { passive: true });
    return () => {
      size.disconnect();
      node.removeEventListener('scroll', look);
    };
  }, [scroller, rowHeight, count]);
  return shown;
}

/** Where a list must be scrolled to so that a row is whole in sight; null when it is. Pure. */
export function scrollFor(at: number, top: number, height: number, rowHeight: number): number | null {
  const start = at * rowHeight;
  if (start < top) return start;
  if (start + rowHeight > top + height) return start + rowHeight - height;
  return null;
}
