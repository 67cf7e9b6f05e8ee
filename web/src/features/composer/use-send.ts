import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { api, idempotencyKey, ok, once } from '~/api/client';
import { keepMessage } from '~/api/live';
import { expectAnswer, put, take, type Waiting } from '~/api/outbox';
import { isProblem, isTransient } from '~/api/problem';
import { keys } from '~/api/queries';
import type { Message } from '~/api/types';
import type { NewReply } from '~/api/types-admin';

/** Told when the server refused: may take the words back into the composer. True when it did. */
export type OnRefused = ((entry: Waiting) => boolean) | null;

/** Sends a message: it shows at once, and the server's own replaces it. */
export function useSend(
  conversation: string,
): (reply: NewReply, words: string, onRefused: OnRefused) => void {
  const attempt = useAttempt();
  return useCallback(
    (reply, words, onRefused) => {
      const entry: Waiting = {
        key: idempotencyKey(),
        conversation,
        reply,
        words,
        at: Date.now(),
        state: 'sending',
        reasons: [],
        said: null,
      };
      void attempt(entry, onRefused);
    },
    [attempt, conversation],
  );
}

/** Tries again with the same key. After a refusal the key is spent: its answer would be the same. */
export function useResume(): (entry: Waiting) => void {
  const attempt = useAttempt();
  return (entry) => {
    take(entry.key);
    const key = entry.state === 'refused' ? idempotencyKey() : entry.key;
    void attempt({ ...entry, key, state: 'sending', reasons: [], said: null }, null);
  };
}

function useAttempt() {
  const client = useQueryClient();
  return useCallback(
    async (entry: Waiting, onRefused: OnRefused): Promise<void> => {
      put(entry);
      const answer = post(entry).then((message) => keepMessage(client, message));
      expectAnswer(entry.key, entry.conversation, answer);
      try {
        await answer;
        take(entry.key);
      } catch (error) {
        const stopped = whyStopped(entry, error);
        if (stopped.state === 'refused')
          void client.invalidateQueries({ queryKey: keys.conversation(entry.conversation) });
        if (stopped.state === 'refused' && onRefused?.(stopped)) take(entry.key);
        else put(stopped);
      }
    },
    [client],
  );
}

function post(entry: Waiting): Promise<Message> {
  return ok(
    api.POST('/conversations/{id}/replies', {
      params: { path: { id: entry.conversation }, header: once(entry.key) },
      body: entry.reply,
    }),
  );
}

function whyStopped(entry: Waiting, error: unknown): Waiting {
  if (isTransient(error)) return { ...entry, state: 'unreachable' };
  const problem = isProblem(error) ? error.problem : null;
  return {
    ...entry,
    state: 'refused',
    reasons: problem?.reasons ?? [],
    said: problem ? (problem.detail ?? problem.title) : String(error),
  };
}
