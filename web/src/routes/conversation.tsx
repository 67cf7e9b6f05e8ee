import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import { conversationQuery } from '~/api/queries';
import { Conversation } from '~/features/thread/conversation';
import { opened } from '~/lib/recent';

export function ConversationRoute() {
  const { conversationId } = useParams({ from: '/desk/inbox/$conversationId' });
  const name = useQuery(conversationQuery(conversationId)).data?.contact.name;
  useEffect(() => {
    if (name) opened({ id: conversationId, name });
  }, [conversationId, name]);
  return <Conversation id={conversationId} />;
}
