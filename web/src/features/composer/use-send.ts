import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { api, idempotencyKey, ok, once } from '~/api/client';
import { keepMessage } from '~/api/live';
import { expectAnswer, goesBefore, outbox, put, rememberSent, take, type Waiting } from '~/api/outbox';
import { isProblem, isTransient } from '~/api/problem';
import { keys } from '~/api/queries';
import type { Message } from '~/api/types';
import type { NewReply } from '~/api/types-admin';
import { useMe } from '~/features/session/me';
import { workspaceId } from '~/lib/workspace';

/** Told when the server refused: may take the words back into the composer. True when it did. */
type OnRefused = ((entry: Waiting) => boolean) | null;

/** Sends a message: it shows at once, and the server's own replaces it. */
export function useSend(
  conversation: string,
): (reply: NewReply, words: string, onRefused: OnRefused) => void {
  const attempt = useAttempt();
  const person = useMe().person.id;
  return useCallback(
    (reply, words, onRefused) => {
      const entry: Waiting = {
        key: idempotencyKey(),
        person,
        workspace: workspaceId() ?? '',
        conversation,
        reply,
        words,
        at: Date.now(),
        state: 'sending',
        reasons: [],
        said: null,
      };
      // What one wrote before and could not go goes first.
      if (outbox.get().some((one) => goesBefore(one, entry))) put({ ...entry, state: 'unreachable' });
      else void attempt(entry, onRefused);
    },
    [attempt, conversation, person],
  );
}

/**
 * Tries again with the same key. After a refusal the key is spent: its answer would be the same.
 * True when the server answered.
 */
export function useResume(): (entry: Waiting) => Promise<boolean> {
  const attempt = useAttempt();
  return useCallback(
    (entry) => {
      const again: Waiting = { ...entry, state: 'sending', reasons: [], said: null };
      if (entry.state !== 'refused') return attempt(again, null);
      take(entry.key);
      return attempt({ ...again, key: idempotencyKey() }, null);
    },
    [attempt],
  );
}

function useAttempt() {
  const client = useQueryClient();
  return useCallback(
    async (entry: Waiting, onRefused: OnRefused): Promise<boolean> => {
      put(entry);
      const answer = post(entry).then((message) => {
        rememberSent(message.id, entry.reply);
        keepMessage(client, message);
      });
      expectAnswer(entry.key, entry.conversation, answer);
      try {
        await answer;
        take(entry.key);
        return true;
      } catch (error) {
        const stopped = whyStopped(entry, error);
        if (stopped.state === 'refused')
          void client.invalidateQueries({ queryKey: keys.conversation(entry.conversation) });
        if (stopped.state === 'refused' && onRefused?.(stopped)) take(entry.key);
        else put(stopped);
        return stopped.state === 'refused';
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
