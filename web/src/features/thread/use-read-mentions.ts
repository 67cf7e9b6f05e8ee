import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { keepConversation } from '~/api/live';
import { mentionsKey, readMentions } from '~/api/mentions';
import { keys } from '~/api/queries';
import type { ConversationDetail } from '~/api/types';
import { useLooking } from './use-mark-read';

/** Whoever looks at a thread has read the notes in it that name them; so does somebody who may only look. */
export function useReadMentions(conversation: ConversationDetail): void {
  const client = useQueryClient();
  const looking = useLooking();
  const { mutate } = useMutation({
    mutationFn: readMentions,
    onSuccess: (_, id) => {
      const detail = client.getQueryData<ConversationDetail>(keys.conversation(id));
      if (detail) keepConversation(client, { ...detail, mentioned: false });
      for (const key of [keys.counts, mentionsKey]) void client.invalidateQueries({ queryKey: key });
    },
  });
  const { id, mentioned } = conversation;
  const wanted = looking && mentioned;
  useEffect(() => {
    if (wanted) mutate(id);
  }, [wanted, id, mutate]);
}
