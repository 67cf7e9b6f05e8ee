import { useEffect } from 'react';
import { store, useStore } from './store';

/** Whose desk this is: the partner's name, as the tab shows it. */
export const houseName = store('Loket');

/** What stands in the tab in the page's place: long work that runs. */
export const ahead = store('');

/** How many conversations have something unread. */
export const unread = store(0);

/** What the tab says: how much is unread, the page or long work, whose desk. */
export function tabTitle(count: number, page: string, house: string): string {
  return `${count > 0 ? `(${count > 99 ? '99+' : count}) ` : ''}${page} · ${house}`;
}

/** Names the page in the tab. The shell announces the change. */
export function useTitle(title: string): void {
  const house = useStore(houseName);
  const work = useStore(ahead);
  const count = useStore(unread);
  useEffect(() => {
    document.title = tabTitle(count, work || title, house);
  }, [count, title, house, work]);
}
