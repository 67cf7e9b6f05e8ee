const FIRST_MS = 5_000;
const LONGEST_MS = 5 * 60_000;

/** Tries until it works: ever more seldom, and at once when the connection is back. Nothing when told to stop. */
export async function untilDone<T>(load: () => Promise<T>, stop?: AbortSignal): Promise<T | null> {
  for (let wait = FIRST_MS; !stop?.aborted; wait = Math.min(2 * wait, LONGEST_MS)) {
    try {
      return await load();
    } catch {
      await pause(wait, stop);
    }
  }
  return null;
}

function pause(ms: number, stop?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      removeEventListener('online', done);
      stop?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    addEventListener('online', done);
    stop?.addEventListener('abort', done);
  });
}
