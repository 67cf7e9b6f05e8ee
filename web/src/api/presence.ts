import { useClock } from '~/lib/now';
import { store, useStore } from '~/lib/store';
import type { Presence } from './types-admin';

export interface Here {
  conversation: string;
  person: { id: string; name: string };
  doing: 'typing' | 'viewing';
  /** By the browser's clock. */
  until: number;
}

const here = store<readonly Here[]>([]);

/** Joins what was heard to what is known: looking does not end writing, leaving ends both. Pure. */
export function heard(known: readonly Here[], presence: Presence, now: number): readonly Here[] {
  const { doing, person, conversation_id: conversation } = presence;
  const mine = (one: Here) => one.person.id === person.id && one.conversation === conversation;
  const others = known.filter(
    (one) => one.until > now && !(mine(one) && (doing === 'gone' || one.doing === doing)),
  );
  if (doing === 'gone') return others;
  return [...others, { conversation, person, doing, until: now + presence.expires_in_s * 1000 }];
}

/** Each person once, writing before looking. Pure. */
export function present(
  known: readonly Here[],
  conversation: string,
  me: string,
  now: number,
): readonly Here[] {
  const there = known.filter(
    (one) => one.conversation === conversation && one.person.id !== me && one.until > now,
  );
  const first = new Map<string, Here>();
  for (const one of there)
    if (one.doing === 'typing' || !first.has(one.person.id)) first.set(one.person.id, one);
  return [...first.values()];
}

/** Keeps who is where until it expires. */
export function hearPresence(presence: Presence): void {
  here.set((all) => heard(all, presence, Date.now()));
}

/** The colleagues in a conversation, without oneself; looked at again every second, since presence expires. */
export function usePresence(conversation: string, me: string): readonly Here[] {
  const all = useStore(here);
  // Every second only where somebody is: a long list has many rows that ask.
  useClock(all.some((one) => one.conversation === conversation && one.person.id !== me));
  return present(all, conversation, me, Date.now());
}
