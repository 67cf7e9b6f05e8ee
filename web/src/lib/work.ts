import { store } from './store';

/** Long work of this tab: where it stands, and how it ended. Shown where it was started and in the rail. */
export interface Work {
  id: string;
  /** What is done, in the words of the language it was started in. */
  title: string;
  state: 'running' | 'finished' | 'failed' | 'cancelled';
  done: number;
  /** Null while nobody knows. */
  total: number | null;
  /** How it ended, or why it failed. */
  result?: string;
  /** Where it was started. */
  href: string;
  cancel?: () => void;
}

export const work = store<readonly Work[]>([]);

/** Adds a piece of work, or says where it stands now. Progress never walks back. */
export function report(next: Work): void {
  work.set((all) => {
    const before = all.find((one) => one.id === next.id);
    if (!before) return [...all, next];
    const done = next.state === 'running' ? Math.max(before.done, next.done) : next.done;
    return all.map((one) => (one.id === next.id ? { ...next, done } : one));
  });
}

/** Takes ended work out of the list; without an id, all of it. */
export function clearWork(id?: string): void {
  work.set((all) => all.filter((one) => one.state === 'running' || (id !== undefined && one.id !== id)));
}

/** How much is done, 0 to 1; null while the whole is unknown. Where there is nothing to do, all is done. */
export function share({ done, total }: { done: number; total?: number | null }): number | null {
  if (total === null || total === undefined) return null;
  return total === 0 ? 1 : Math.min(1, done / total);
}
