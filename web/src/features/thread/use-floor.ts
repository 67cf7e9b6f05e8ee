import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, ok } from '~/api/client';
import { keepConversation } from '~/api/live';

/** Sets who may speak; the answer of the server replaces what is shown. */
export function useFloor(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (human: boolean) =>
      ok(api.POST('/conversations/{id}/floor', { params: { path: { id } }, body: { human } })),
    onSuccess: (detail) => keepConversation(client, detail),
  });
}
