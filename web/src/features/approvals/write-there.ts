import { useNavigate } from '@tanstack/react-router';

/** Writing oneself happens in the conversation. */
export function useWriteThere(conversation: string): () => void {
  const navigate = useNavigate();
  return () =>
    void navigate({ to: '/inbox/$conversationId', params: { conversationId: conversation }, search: {} });
}
