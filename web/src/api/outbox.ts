import { useMemo } from 'react';
import { tab } from '~/lib/storage';
import { type Store, store, useStore } from '~/lib/store';
import type { Reason } from './types';
import type { NewReply } from './types-admin';

/** A message that left the composer and has no answer of the server yet, or was refused. */
export interface Waiting {
  /** Its `Idempotency-Key`; trying again with it cannot send twice. */
  key: string;
  /** Who wrote it, and where: nobody else's session may send it. */
  person: string;
  workspace: string;
  conversation: string;
  reply: NewReply;
  /** The words to show meanwhile. */
  words: string;
  at: number;
  state: 'sending' | 'unreachable' | 'refused';
  reasons: readonly Reason[];
  /** What the server said when it was not a refusal by the gate. */
  said: string | null;
}

const KEPT = 'loket.outbox';

/** What stood in the outbox before the page was loaded again. Whether the last try arrived, nobody knows. */
export function restored(text: string | null): readonly Waiting[] {
  try {
    const known: unknown = JSON.parse(text ?? '[]');
    if (!Array.isArray(known)) return [];
    return (known as Waiting[])
      .filter((one) => [one?.key, one?.person, one?.conversation].every((id) => typeof id === 'string'))
      .map((one) => (one.state === 'sending' ? { ...one, state: 'unreachable' } : one));
  } catch {
    return [];
  }
}

export const outbox: Store<readonly Waiting[]> = store(restored(tab.get(KEPT)));
outbox.subscribe(() => {
  const all = outbox.get();
  tab.set(KEPT, all.length > 0 ? JSON.stringify(all) : null);
});
const answers = new Map<string, { conversation: string; done: Promise<unknown> }>();

/** What one has in the outbox for a conversation. */
export function useOutbox(conversation: string, person: string): readonly Waiting[] {
  const all = useStore(outbox);
  return useMemo(
    () => all.filter((one) => one.conversation === conversation && one.person === person),
    [all, conversation, person],
  );
}

export function put(entry: Waiting): void {
  outbox.set((all) =>
    all.some((one) => one.key === entry.key)
      ? all.map((one) => (one.key === entry.key ? entry : one))
      : [...all, entry],
  );
}

export function take(key: string): void {
  outbox.set((all) => all.filter((one) => one.key !== key));
}

/** Words older than this do not go by themselves: what they answer may have been answered. */
const FRESH_MS = 15 * 60_000;

/** Whether it goes by itself as soon as the server is there. */
export function goesByItself(entry: Waiting, now: number): boolean {
  return entry.state === 'unreachable' && now - entry.at < FRESH_MS;
}

/** Whether one waits for another of the same person, in the same conversation. */
export function goesBefore(other: Waiting, entry: Waiting): boolean {
  return (
    other.person === entry.person &&
    other.workspace === entry.workspace &&
    other.conversation === entry.conversation &&
    goesByItself(other, entry.at)
  );
}

/** What this page sent a moment ago, as it stood in the composer, by its message: for taking it back. */
const left = new Map<string, NewReply>();
const MOST_LEFT = 50;

export function rememberSent(message: string, reply: NewReply): void {
  left.set(message, reply);
  const [oldest] = left.keys();
  if (left.size > MOST_LEFT && oldest !== undefined) left.delete(oldest);
}

export const sentAs = (message: string): NewReply | undefined => left.get(message);

/** Remembers that an answer is under way, so that the event of the same message does not overtake it. */
export function expectAnswer(key: string, conversation: string, done: Promise<unknown>): void {
  answers.set(key, { conversation, done });
  void done.catch(() => undefined).finally(() => answers.delete(key));
}

/** When every answer under way for a conversation has come, or failed to. */
export async function settled(conversation: string): Promise<void> {
  const mine = [...answers.values()].filter((one) => one.conversation === conversation);
  await Promise.allSettled(mine.map((one) => one.done));
}
