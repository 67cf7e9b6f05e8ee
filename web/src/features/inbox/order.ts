/** How a list holds still while somebody reads it. Pure. */

interface Arranged<T> {
  rows: readonly T[];
  /** How many rows would come in or move up if the list were let go. */
  waiting: number;
}

/**
 * While `held`, rows keep the places they had in `before`; new ones wait. Their contents are always the newest.
 * Rows that are gone leave at once. Rows after the last known one (a further page) are let in at the end.
 */
export function arrange<T>(
  before: readonly string[] | null,
  rows: readonly T[],
  keyOf: (row: T) => string,
  held: boolean,
): Arranged<T> {
  if (!held || before === null) return { rows, waiting: 0 };
  const byKey = new Map(rows.map((row) => [keyOf(row), row]));
  const known = new Set(before);
  const kept = before.map((key) => byKey.get(key)).filter((row) => row !== undefined);
  const lastKnown = rows.findLastIndex((row) => known.has(keyOf(row)));
  const after = rows.slice(lastKnown + 1);
  return {
    rows: [...kept, ...after],
    waiting: movedUp(kept.map(keyOf), rows.slice(0, lastKnown + 1).map(keyOf)),
  };
}

/** Rows of `next` that are new, or stand above a row they stood below. */
function movedUp(before: readonly string[], next: readonly string[]): number {
  const place = new Map(before.map((key, index) => [key, index]));
  let highest = Number.POSITIVE_INFINITY;
  let moved = 0;
  for (const key of next.toReversed()) {
    const was = place.get(key);
    if (was === undefined || was > highest) moved += 1;
    else highest = was;
  }
  return moved;
}
