import { tab } from './storage';

/** Half-written texts of this tab: a reload, a sign-out or another conversation loses nothing. */
const key = (what: 'reply' | 'edit', id: string) => `loket.${what}.${id}`;

export function keptText(what: 'reply' | 'edit', id: string): string {
  return tab.get(key(what, id)) ?? '';
}

export function keepText(what: 'reply' | 'edit', id: string, text: string): void {
  tab.set(key(what, id), text === '' ? null : text);
}
