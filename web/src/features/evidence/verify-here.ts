import type { Judged } from './file';
import type { Answer, Ask } from './verify-worker';

export type Progress = (done: number, total: number) => void;

/** A worker for one verification. `stop` ends it at once. */
function worker() {
  const hand = new Worker(new URL('./verify-worker.ts', import.meta.url), { type: 'module' });
  return {
    stop: () => hand.terminate(),
    judge: (ask: Ask, onProgress: Progress) =>
      new Promise<Judged>((resolve, reject) => {
        hand.onerror = (event) => reject(new Error(event.message));
        hand.onmessage = ({ data }: MessageEvent<Answer>) =>
          'judged' in data ? resolve(data.judged) : onProgress(data.done, data.total);
        hand.postMessage(ask);
      }),
  };
}

/** Verifies a file a person brings. */
export async function verifyText(text: string, onProgress: Progress, signal?: AbortSignal): Promise<Judged> {
  const hand = worker();
  signal?.addEventListener('abort', hand.stop);
  try {
    return await hand.judge({ text }, onProgress);
  } finally {
    hand.stop();
  }
}
