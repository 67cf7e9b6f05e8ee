import type { CodeSearch, Fixer } from './search';

/** Where one can act: a page of the desk, or one of Meta’s. */
export const PLACES = {
  connection: '/settings/channels/app-connections',
  reauthorize: '/settings/channels/app-connections',
  reload: '/settings/channels/app-connections',
  sync: '/settings/channels',
  failed: '/inbox',
  name: '/admin/whatsapp-settings',
  number: '/admin/whatsapp-settings',
} as const;
export type Place = keyof typeof PLACES;

export interface Trouble {
  /** Its words are `trouble-{id}` and `trouble-{id}.next`. */
  id: string;
  who: Fixer;
  /** By which codes of Meta it shows, or by which status of HTTP. */
  codes: readonly number[];
  to: Place;
  meta?: 'manager' | 'accounts';
}

/** What people run into, in the order of a number's life. */
export const TROUBLES: readonly Trouble[] = [
  { id: 'sms', who: 'owner', codes: [136024], to: 'number' },
  { id: 'registered', who: 'owner', codes: [], to: 'number' },
  { id: 'connection', who: 'owner', codes: [], to: 'connection' },
  { id: 'token', who: 'owner', codes: [190], to: 'reauthorize' },
  { id: 'number', who: 'owner', codes: [404, 33], to: 'reload', meta: 'manager' },
  { id: 'permissions', who: 'owner', codes: [403, 10, 131005], to: 'reauthorize' },
  { id: 'discovery', who: 'owner', codes: [], to: 'reauthorize', meta: 'accounts' },
  { id: 'rejected', who: 'owner', codes: [], to: 'sync', meta: 'manager' },
  { id: 'template', who: 'agent', codes: [132001], to: 'sync' },
  { id: 'values', who: 'agent', codes: [132000, 132012], to: 'sync' },
  { id: 'window', who: 'agent', codes: [131047], to: 'failed' },
  { id: 'media', who: 'agent', codes: [131052, 131053], to: 'failed' },
  { id: 'failed', who: 'agent', codes: [131026], to: 'failed' },
  { id: 'received', who: 'owner', codes: [131037], to: 'name' },
  { id: 'quality', who: 'owner', codes: [131048], to: 'number' },
  { id: 'signature', who: 'owner', codes: [], to: 'number' },
  { id: 'rate', who: 'nobody', codes: [429, 130429, 131056, 80007], to: 'number' },
];

export interface Told extends Trouble {
  title: string;
  next: string;
}

/** The troubles that are looked for: by a code of theirs, or by words that all stand in them. */
export function siftTroubles(all: readonly Told[], { q = '', who }: CodeSearch): Told[] {
  const words = q.trim().toLowerCase().split(/\s+/).filter(Boolean);
  return all
    .filter((one) => !who || one.who === who)
    .filter(({ codes, title, next }) => {
      const text = `${codes.join(' ')} ${title} ${next}`.toLowerCase();
      return words.every((word) => text.includes(word));
    });
}
