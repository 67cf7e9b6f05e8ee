import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { api, ok } from '~/api/client';
import { keepConversation } from '~/api/live';
import { said } from '~/api/problem';
import { toast } from '~/lib/toast';

/**
 * Sets who may speak; the answer of the server replaces what is shown. A refusal is said at the edge, unless whoever
 * asked says it in place.
 */
export function useFloor(id: string, { inPlace = false } = {}) {
  const client = useQueryClient();
  const before = useRef(() => {});
  return useMutation({
    mutationFn: (human: boolean) =>
      ok(api.POST('/conversations/{id}/floor', { params: { path: { id } }, body: { human } })),
    onSuccess: (detail) => keepConversation(client, detail),
    onError: (error) => {
      if (inPlace) return;
      // Typing asks again and again: the newest word takes the place of the one before.
      before.current();
      before.current = toast(said(error), { tone: 'red' });
    },
  });
}
