import { type Judged, type Place, verifyFile } from './file';

/** Hashes away from the page, so that it stays quick however long the chain is. */
export interface Ask {
  text: string;
  workspace?: string;
  after?: Place;
}
export type Answer = { done: number; total: number } | { judged: Judged };

addEventListener('message', async ({ data }: MessageEvent<Ask>) => {
  const { text, ...where } = data;
  const judged = await verifyFile(text, {
    ...where,
    onProgress: (done, total) => postMessage({ done, total } satisfies Answer),
  });
  postMessage({ judged } satisfies Answer);
});
