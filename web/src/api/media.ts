import { queryOptions } from '@tanstack/react-query';
import { file } from './client';
import { isProblem, isTransient } from './problem';

const KEPT_MS = 5 * 60_000;
const LONGEST_MS = 5_000;

/** A stored file of a message. It never changes, and is large: it is kept only a while. */
export const mediaQuery = (id: string) =>
  queryOptions({
    queryKey: ['media', id],
    queryFn: ({ signal }) => file(`/media/${id}`, signal),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: KEPT_MS,
    // What the server is still fetching itself is no failure: it is asked for until it is here, or is given up there.
    retry: (count, error) => isProblem(error, 'file_pending') || (count < 2 && isTransient(error)),
    retryDelay: (attempt) => Math.min(400 * 2 ** attempt, LONGEST_MS),
  });
