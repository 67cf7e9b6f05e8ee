import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { api, ok } from '~/api/client';
import { keepConversation } from '~/api/live';
import { keys } from '~/api/queries';
import type { ConversationDetail, Message } from '~/api/types';
import { useCan } from '~/features/session/me';

/**
 * Tells the server that the thread is read, once per newest message and only while somebody looks.
 * Gives back how many were unread on opening, so that the line above them stays while one reads.
 */
export function useMarkRead(conversation: ConversationDetail, newest: Message | undefined): number {
  const client = useQueryClient();
  const may = useCan()('send');
  const [atOpening] = useState(conversation.unread);
  const looking = useLooking();
  const { mutate } = useMutation({
    mutationFn: (id: string) => ok(api.POST('/conversations/{id}/read', { params: { path: { id } } })),
    onSuccess: (_, id) => {
      const detail = client.getQueryData<ConversationDetail>(keys.conversation(id));
      if (detail) keepConversation(client, { ...detail, unread: 0 });
      void client.invalidateQueries({ queryKey: keys.counts });
    },
  });
  const id = conversation.id;
  const wanted = may && looking && conversation.unread > 0 && newest !== undefined;
  const at = newest?.id;
  useEffect(() => {
    if (wanted && at) mutate(id);
  }, [wanted, at, id, mutate]);
  return atOpening;
}

/** Whether this tab is in front. */
export function useLooking(): boolean {
  const [looking, setLooking] = useState(() => document.visibilityState === 'visible');
  useEffect(() => {
    const look = () => setLooking(document.visibilityState === 'visible');
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, []);
  return looking;
}
