import { tab } from './storage';
import { store } from './store';

/** Conversations one opened lately in this tab, newest first. Names stay in the tab: they are people's. */
interface Recent {
  id: string;
  name: string;
}

const KEY = 'loket.recent';
const MOST = 6;

function read(): Recent[] {
  try {
    const value: unknown = JSON.parse(tab.get(KEY) ?? '[]');
    const fits = (one: unknown): one is Recent =>
      typeof one === 'object' && one !== null && 'id' in one && 'name' in one;
    return Array.isArray(value) ? value.filter(fits).slice(0, MOST) : [];
  } catch {
    return [];
  }
}

export const recent = store<readonly Recent[]>(read());
recent.subscribe(() => tab.set(KEY, JSON.stringify(recent.get())));

export function opened(one: Recent): void {
  recent.set((all) => [one, ...all.filter((other) => other.id !== one.id)].slice(0, MOST));
}

/** Nobody else who uses this tab reads it. */
export function forgetRecent(): void {
  recent.set([]);
}
