import { useCallback, useSyncExternalStore } from 'react';
import { keepText, keptText, texts, type What } from './drafts-kept';

/** A half-written text of this tab, the same for everybody who looks at it. */
export function useKept(what: What, id: string): [string, (text: string) => void] {
  const text = useSyncExternalStore(texts.subscribe, () => keptText(what, id));
  const write = useCallback((next: string) => keepText(what, id, next), [what, id]);
  return [text, write];
}
