import { useEffect } from 'react';

/** Names the page in the tab. The shell announces the change. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Loket`;
  }, [title]);
}
