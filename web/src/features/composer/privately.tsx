import { useState } from 'react';
import type { ConversationDetail, Message } from '~/api/types';
import { useNewestInbound } from '~/features/thread/newest';
import type { Part } from './parcel';

export interface Choice {
  /** The comment a private answer would be for. */
  comment: string | null;
  /** The comment that is answered in private; null in public. */
  to: string | null;
  /** Whether everybody will read it. */
  open: boolean;
  /** Whether there is a comment to answer. */
  possible: boolean;
  choose: (privately: boolean) => void;
  done: () => void;
}

/** Under a post one answers in public, or one comment in private, once. */
export function usePrivately(conversation: ConversationDetail, quote: Message | null): Choice {
  const [chosen, choose] = useState(false);
  const newest = useNewestInbound(conversation.id);
  const comment = quote?.direction === 'in' ? quote.id : newest;
  const possible = conversation.topic !== null && comment !== null;
  const to = chosen && possible ? comment : null;
  const open = conversation.topic !== null && to === null;
  return { comment, to, open, possible, choose, done: () => choose(false) };
}

/** The one private answer to a comment. */
export function inPrivate(comment: string, text: string): Part[] {
  return text === '' ? [] : [{ reply: { type: 'private_reply', message_id: comment, text }, words: text }];
}
