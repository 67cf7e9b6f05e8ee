import { useEffect } from 'react';
import { store, useStore } from './store';

/** Whose desk this is: the partner's name, as the tab shows it. */
export const houseName = store('Loket');

/** What stands in the tab in the page's place: long work that runs. */
export const ahead = store('');

/** Names the page in the tab. The shell announces the change. */
export function useTitle(title: string): void {
  const house = useStore(houseName);
  const work = useStore(ahead);
  useEffect(() => {
    document.title = `${work || title} · ${house}`;
  }, [title, house, work]);
}
