import { file } from './client';
import { isProblem } from './problem';

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
export async function whenHere(path: string, signal: AbortSignal): Promise<Blob> {
  const began = Date.now();
  for (let asked = 0; ; asked += 1) {
    await new Promise((resolve) => setTimeout(resolve, pause(asked, Date.now() - began)));
    signal.throwIfAborted();
    try {
      return await file(path, signal);
    } catch (error) {
      if (!isProblem(error, 'file_pending')) throw error;
    }
  }
}
