import { tab } from './storage';
import { store } from './store';

/**
 * Half-written texts of this tab: a reload, a sign-out or another conversation loses nothing. `private` is no text: it
 * says that the reply is for one alone.
 */
export type What = 'reply' | 'private' | 'edit' | 'edited' | 'note' | 'template';
const key = (what: What, id: string) => `loket.${what}.${id}`;

/** What this page knows, where the browser keeps nothing; a new map with each change. */
export const texts = store<ReadonlyMap<string, string>>(new Map());

export function keptText(what: What, id: string): string {
  return texts.get().get(key(what, id)) ?? tab.get(key(what, id)) ?? '';
}

export function keepText(what: What, id: string, text: string): void {
  texts.set((before) => new Map(before).set(key(what, id), text));
  tab.set(key(what, id), text === '' ? null : text);
}
