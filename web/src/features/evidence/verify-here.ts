import { api, file, ok } from '~/api/client';
import type { Broken, Judged, Place } from './file';
import type { Answer, Ask } from './verify-worker';

/** Entries fetched at once; the server gives no more. */
const STRETCH = 2000;

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

export type HereReport = { ok: true; entries: number; erased: number } | { ok: false; broken: Broken };

const stretch = (after: number, signal: AbortSignal) =>
  file(`/evidence/stretch?after_seq=${after}&limit=${STRETCH}`, signal).then((part) => part.text());

/** Fetches the whole chain piece by piece and recomputes every hash in this browser. */
export async function verifyChain(
  workspace: string,
  onProgress: Progress,
  signal: AbortSignal,
): Promise<HereReport> {
  const hand = worker();
  signal.addEventListener('abort', hand.stop);
  try {
    const { head } = await ok(api.GET('/evidence', { params: { query: { limit: 1 } }, signal }));
    let place: Place | undefined;
    let erased = 0;
    let next = stretch(0, signal);
    for (;;) {
      const done = place?.seq ?? 0;
      const text = await next;
      // The next piece is on its way while this one is hashed.
      const more = done + STRETCH < head.seq;
      if (more) next = stretch(done + STRETCH, signal);
      const ask = { text, workspace, ...(place && { after: place }) };
      const judged = await hand.judge(ask, (some) => onProgress(done + some, head.seq));
      signal.throwIfAborted();
      if (!judged.ok) {
        if (more) next.catch(() => undefined);
        return judged;
      }
      place = judged.sound.head;
      erased += judged.sound.erased;
      if (more) continue;
      const short = place.seq < head.seq;
      if (short) return { ok: false, broken: { seq: place.seq + 1, why: 'cut_off' } };
      return { ok: true, entries: place.seq, erased };
    }
  } finally {
    hand.stop();
  }
}
