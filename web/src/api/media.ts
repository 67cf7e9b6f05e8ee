import { queryOptions } from '@tanstack/react-query';
import { file } from './client';
import { isProblem, isTransient } from './problem';

const KEPT_MS = 5 * 60_000;

/** A stored file of a message. It never changes, and is large: it is kept only a while. */
export const mediaQuery = (id: string) =>
  queryOptions({
    queryKey: ['media', id],
    queryFn: async ({ signal }) => {
      const path = `/media/${id}`;
      try {
        return await file(path, signal);
      } catch (error) {
        if (!isProblem(error, 'file_pending')) throw error;
        return (await import('./pending-file')).whenHere(path, signal);
      }
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: KEPT_MS,
    retry: (count, error) => count < 2 && isTransient(error),
  });
