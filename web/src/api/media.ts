import { queryOptions } from '@tanstack/react-query';
import { file } from './client';

const KEPT_MS = 5 * 60_000;

/** A stored file of a message. It never changes, and is large: it is kept only a while. */
export const mediaQuery = (id: string) =>
  queryOptions({
    queryKey: ['media', id],
    queryFn: ({ signal }) => file(`/media/${id}`, signal),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: KEPT_MS,
  });
