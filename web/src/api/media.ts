import { queryOptions } from '@tanstack/react-query';
import { rest } from '~/lib/rest';
import { file } from './client';
import { isProblem, isTransient } from './problem';

const KEPT_MS = 5 * 60_000;
const FIRST_MS = 400;
const LONGEST_MS = 5_000;
/** What was not here by then comes rarely. */
const SOON_MS = 60_000;
const LATE_MS = 30_000;

/** How long one waits before asking again for a file that the server still fetches. */
export function pause(asked: number, waited: number): number {
  return waited < SOON_MS ? Math.min(FIRST_MS * 2 ** asked, LONGEST_MS) : LATE_MS;
}

/** What the server is still fetching itself is no failure: it is asked for until it is here, or is given up there. */
async function whenHere(id: string, signal: AbortSignal): Promise<Blob> {
  const began = Date.now();
  for (let asked = 0; ; asked += 1) {
    try {
      return await file(`/media/${id}`, signal);
    } catch (error) {
      if (!isProblem(error, 'file_pending')) throw error;
    }
    await rest(pause(asked, Date.now() - began), signal);
  }
}

/** A stored file of a message. It never changes, and is large: it is kept only a while. */
export const mediaQuery = (id: string) =>
  queryOptions({
    queryKey: ['media', id],
    queryFn: ({ signal }) => whenHere(id, signal),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: KEPT_MS,
    retry: (count, error) => count < 2 && isTransient(error),
  });
