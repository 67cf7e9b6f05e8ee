import type { ConversationRow, Draft } from '~/api/types';

/** What closes within this time is counted aloud. */
const HOUR_MS = 3600_000;

interface Known {
  draft: Draft;
  conversation: Pick<ConversationRow, 'window'>;
}

function closing({ conversation: { window } }: Known): number {
  return window.state === 'open' ? Date.parse(window.closes_at) : Number.POSITIVE_INFINITY;
}

/**
 * What waits longest on top: the draft whose window closes first, and among equals the one of the earlier message; ids of
 * messages say in which order they came.
 */
export function inOrder<K extends Known>(queue: readonly K[]): K[] {
  return [...queue].sort((a, b) => {
    const [first, second] = [closing(a), closing(b)];
    if (first !== second) return first - second;
    return a.draft.reply_to < b.draft.reply_to ? -1 : 1;
  });
}

/** Rows that are known keep their places; a new one stands behind the one it follows in `rows`. */
export function keepPlaces<R extends object | string>(
  before: readonly string[],
  rows: readonly R[],
  idOf: (row: R) => string,
): R[] {
  const here = new Map(rows.map((row) => [idOf(row), row]));
  const known = new Set(before);
  const placed = before.map((id) => here.get(id)).filter((row) => row !== undefined);
  for (const [at, row] of rows.entries()) {
    if (known.has(idOf(row))) continue;
    const previous = rows[at - 1];
    placed.splice(previous === undefined ? 0 : placed.indexOf(previous) + 1, 0, row);
  }
  return placed;
}

/** Rows that left, each once: an answer that is late may bring one back for a moment, and it leaves again. */
export function farewell<R extends { draft: { id: string } }>(gone: readonly R[], left: readonly R[]): R[] {
  const again = new Set(left.map((row) => row.draft.id));
  return [...gone.filter((row) => !again.has(row.draft.id)), ...left];
}

export interface Summary {
  count: number;
  oldestMs: number | null;
  closingSoon: number;
}

/** What can be approved: the same drafts as the server counts for the badge. Where none was found, there is nothing to. */
const waits = ({ draft }: Known) => draft.state !== 'no_grounding';

export function summary(rows: readonly Known[], now: number): Summary {
  const queue = rows.filter(waits);
  const ages = queue.map((known) => now - Date.parse(known.draft.created_at));
  const soon = queue.filter((known) => closing(known) > now && closing(known) - now <= HOUR_MS);
  return {
    count: queue.length,
    oldestMs: ages.length > 0 ? Math.max(...ages) : null,
    closingSoon: soon.length,
  };
}

/** Where the focus goes when a row leaves: to the row that takes its place, else the last. */
export function neighbour(ids: readonly string[], leaving: string): string | null {
  const at = ids.indexOf(leaving);
  const rest = ids.filter((id) => id !== leaving);
  return rest[Math.min(Math.max(at, 0), rest.length - 1)] ?? null;
}
