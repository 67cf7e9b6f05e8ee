import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, ok, once } from '~/api/client';
import { keepDraft, keepMessage } from '~/api/live';
import { isOpen } from '~/api/patch';
import { isProblem } from '~/api/problem';
import { keys } from '~/api/queries';
import type { DiscardReason, Draft } from '~/api/types';

export type Decision =
  /** Of the version at hand, or of one that was read before. */
  | { act: 'approve'; override: boolean; version?: number }
  | { act: 'edit'; text: string; approve: boolean }
  | { act: 'discard'; reason: DiscardReason }
  /** A rule shall not let it go. */
  | { act: 'hold' };

/** Decides on a draft, against the version one saw. A decision that lost the race never sends. */
export function useDecide(draft: Draft, onDecided: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (decision: Decision) => decide(draft, decision),
    onSuccess: ({ draft: after, message }) => {
      keepDraft(client, after);
      if (message) keepMessage(client, message);
      if (!isOpen(after.state)) onDecided();
      for (const key of [keys.counts, keys.decisions]) void client.invalidateQueries({ queryKey: key });
    },
    onError: (error) => {
      if (isProblem(error) && error.problem.draft) keepDraft(client, error.problem.draft);
      else if (isProblem(error, 'draft_changed'))
        void client.invalidateQueries({ queryKey: keys.draft(draft.id) });
      void client.invalidateQueries({ queryKey: keys.conversation(draft.conversation_id) });
    },
  });
}

async function decide(draft: Draft, decision: Decision) {
  const params = { path: { id: draft.id }, header: once() };
  const { version } = draft;
  switch (decision.act) {
    case 'approve': {
      const body = { version: decision.version ?? version, ...(decision.override && { override: true }) };
      return ok(api.POST('/drafts/{id}/approve', { params, body }));
    }
    case 'hold': {
      const after = await ok(api.POST('/drafts/{id}/hold', { params, body: { version } }));
      return { draft: after, message: null };
    }
    case 'discard': {
      const after = await ok(
        api.POST('/drafts/{id}/discard', { params, body: { version, reason: decision.reason } }),
      );
      return { draft: after, message: null };
    }
    case 'edit': {
      const after = await ok(
        api.POST('/drafts/{id}/edit', { params, body: { version, text: decision.text } }),
      );
      // What the check now doubts is looked at first, not sent in the same breath.
      if (!decision.approve || after.gate.verdict === 'refuse') return { draft: after, message: null };
      return decide(after, { act: 'approve', override: false });
    }
  }
}

/** Asks for a new draft. */
export function useRedraft(conversation: string) {
  return useMutation({
    mutationFn: () =>
      ok(
        api.POST('/conversations/{id}/drafts', {
          params: { path: { id: conversation }, header: once() },
        }),
      ),
  });
}
