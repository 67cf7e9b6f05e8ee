import { useMemo } from 'react';
import { type Store, store, useStore } from '~/lib/store';
import type { Reason } from './types';
import type { NewReply } from './types-admin';

/** A message that left the composer and has no answer of the server yet, or was refused. */
export interface Waiting {
  /** Its `Idempotency-Key`; trying again with it cannot send twice. */
  key: string;
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

export const outbox: Store<readonly Waiting[]> = store<readonly Waiting[]>([]);
const answers = new Map<string, { conversation: string; done: Promise<unknown> }>();

export function useOutbox(conversation: string): readonly Waiting[] {
  const all = useStore(outbox);
  return useMemo(() => all.filter((one) => one.conversation === conversation), [all, conversation]);
}

export function put(entry: Waiting): void {
  outbox.set((all) => [...all.filter((one) => one.key !== entry.key), entry]);
}

export function take(key: string): void {
  outbox.set((all) => all.filter((one) => one.key !== key));
}

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
