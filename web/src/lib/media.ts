import { useSyncExternalStore } from 'react';

/** Whether a media query holds. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const list = matchMedia(query);
      list.addEventListener('change', changed);
      return () => list.removeEventListener('change', changed);
    },
    () => matchMedia(query).matches,
  );
}

/** List and thread share the screen from here on. */
export const TWO_PANES = '(min-width: 40rem)';
/** The contact panel stands beside the thread from here on. */
export const THREE_PANES = '(min-width: 64rem)';
/** There is room for what can be decided in the head of a conversation. */
export const WIDE_HEAD = '(min-width: 56rem)';
