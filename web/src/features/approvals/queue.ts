import type { ConversationRow, Draft } from '~/api/types';

/** What closes within this time is counted aloud. */
const HOUR_MS = 3600_000;

interface Known {
  draft: Draft;
  /** Null until its conversation is here. */
  conversation: Pick<ConversationRow, 'window'> | null;
}

function closing(known: Known): number {
  const window = known.conversation?.window;
  return window?.state === 'open' ? Date.parse(window.closes_at) : Number.POSITIVE_INFINITY;
}

/** The draft whose window closes first on top; among equals, and where it is not known, the oldest. */
export function inOrder<K extends Known>(queue: readonly K[]): K[] {
  return [...queue].sort((a, b) => {
    const first = closing(a);
    const second = closing(b);
    if (first !== second) return first - second;
    return Date.parse(a.draft.created_at) - Date.parse(b.draft.created_at);
  });
}

export interface Summary {
  count: number;
  oldestMs: number | null;
  closingSoon: number;
}

export function summary(queue: readonly Known[], now: number): Summary {
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
