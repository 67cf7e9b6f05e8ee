import { store } from '~/lib/store';

/** What is shown in the list, which row the keyboard is on, and which rows are chosen. */
export const shown = store<readonly string[]>([]);
export const activeRow = store<string | null>(null);
export const chosen = store<ReadonlySet<string>>(new Set());
/** Rows that one has just put back oneself: they need not wait until the list is let go. */
export const putBack = store<readonly string[]>([]);
/** Where a range begins. */
const anchor = store<string | null>(null);

/** The rows between two, both included, in the order of the list. Pure. */
export function between(order: readonly string[], from: string | null, to: string): string[] {
  const end = order.indexOf(to);
  const start = from === null ? end : order.indexOf(from);
  if (end < 0) return [];
  if (start < 0) return [to];
  return order.slice(Math.min(start, end), Math.max(start, end) + 1);
}

/** Chooses a row or lets it go; with `range` everything from the row chosen before is chosen. */
export function choose(id: string, range: boolean): void {
  chosen.set((before) => {
    const next = new Set(before);
    if (range) for (const one of between(shown.get(), anchor.get() ?? activeRow.get(), id)) next.add(one);
    else if (!next.delete(id)) next.add(id);
    return next;
  });
  if (!range) anchor.set(id);
}

export function chooseAll(ids: readonly string[]): void {
  chosen.set(new Set(ids));
}

export function letGo(): void {
  anchor.set(null);
  if (chosen.get().size > 0) chosen.set(new Set());
}
