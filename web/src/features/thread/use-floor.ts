import { useMutation, useQueryClient } from '@tanstack/react-query';
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
  return useMutation({
    mutationFn: (human: boolean) =>
      ok(api.POST('/conversations/{id}/floor', { params: { path: { id } }, body: { human } })),
    onSuccess: (detail) => keepConversation(client, detail),
    onError: (error) => !inPlace && void toast(said(error), { tone: 'red' }),
  });
}
