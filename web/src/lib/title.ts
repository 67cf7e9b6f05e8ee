import { useEffect } from 'react';
import { store, useStore } from './store';

/** Whose desk this is: the partner's name, as the tab shows it. */
export const houseName = store('Loket');

/** Names the page in the tab. The shell announces the change. */
export function useTitle(title: string): void {
  const house = useStore(houseName);
  useEffect(() => {
    document.title = `${title} · ${house}`;
  }, [title, house]);
}
