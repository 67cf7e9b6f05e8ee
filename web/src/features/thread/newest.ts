import { useInfiniteQuery } from '@tanstack/react-query';
import { messagesQuery } from '~/api/queries';
import type { Message } from '~/api/types';

/** Kinds that ask for an answer; a reaction or a notice does not overtake a draft. */
export function asks(message: Message): boolean {
  const silent = ['reaction', 'system', 'welcome', 'deleted'];
  return message.direction === 'in' && !silent.includes(message.content.type);
}

/** The customer's last message as this page knows it; null while the newest page is not here. */
export function useNewestInbound(conversation: string): string | null {
  const { data } = useInfiniteQuery({
    ...messagesQuery(conversation),
    enabled: false,
    select: ({ pages }) => {
      const last = pages.at(-1);
      return last && !last.newer_cursor ? (last.items.findLast(asks)?.id ?? null) : null;
    },
  });
  return data ?? null;
}
