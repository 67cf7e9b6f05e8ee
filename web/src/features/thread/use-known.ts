import { useQuery } from '@tanstack/react-query';
import { conversationQuery } from '~/api/queries';
import type { ConversationDetail } from '~/api/types';

/** A conversation as far as it was read; nothing is asked for it. */
export function useKnown(id: string): ConversationDetail | undefined {
  return useQuery({ ...conversationQuery(id), enabled: false }).data;
}
