import { useParams } from '@tanstack/react-router';
import { Conversation } from '~/features/thread/conversation';

export function ConversationRoute() {
  const { conversationId } = useParams({ from: '/desk/inbox/$conversationId' });
  return <Conversation id={conversationId} />;
}
