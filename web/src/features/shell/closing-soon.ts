import type { ConversationRow } from '~/api/types';

/** How long before a window closes one is told. */
const AHEAD_MS = 30 * 60_000;

/** Conversations of this person whose customer waits and whose window closes soon. */
export function closingSoon(
  rows: readonly ConversationRow[],
  person: string,
  now: number,
): ConversationRow[] {
  return rows.filter((row) => {
    if (row.assignee?.id !== person || row.window.state !== 'open' || row.last?.direction !== 'in')
      return false;
    const left = Date.parse(row.window.closes_at) - now;
    return left > 0 && left <= AHEAD_MS;
  });
}

/** What was told already, so that nothing is told twice; the newest only. */
export class Told {
  readonly #known = new Set<string>();
  /** True the first time. */
  first(what: string): boolean {
    if (this.#known.has(what)) return false;
    this.#known.add(what);
    const [oldest] = this.#known;
    if (this.#known.size > 500 && oldest !== undefined) this.#known.delete(oldest);
    return true;
  }
}
