import type { ConversationDetail, Message } from '~/api/types';
import { useNewestInbound } from '~/features/thread/newest';
import { useKept } from '~/lib/use-kept';
import type { Part } from './parcel';
import { aim } from './private-standing';

export interface Choice {
  /** The comment a private answer would be for. */
  comment: string | null;
  /** The comment that is answered in private; null in public. */
  to: string | null;
  /** Whether everybody will read it. */
  open: boolean;
  /** Meant for one, whose comment is not here: it cannot go. */
  lost: boolean;
  /** Whether there is a comment to answer. */
  possible: boolean;
  choose: (privately: boolean) => void;
  done: () => void;
}

/** Under a post one answers in public, or one comment in private, once. The choice is kept as long as the text. */
export function usePrivately(conversation: ConversationDetail, quote: Message | null): Choice {
  const [kept, keep] = useKept('private', conversation.id);
  const newest = useNewestInbound(conversation.id);
  const comment = quote?.direction === 'in' ? quote.id : newest;
  const comments = conversation.topic !== null;
  const choose = (privately: boolean) => keep(privately ? 'yes' : '');
  return {
    ...aim(comments, kept !== '', comment),
    comment,
    possible: comments && comment !== null,
    choose,
    done: () => choose(false),
  };
}

/** The one private answer to a comment. */
export function inPrivate(comment: string, text: string): Part[] {
  return text === '' ? [] : [{ reply: { type: 'private_reply', message_id: comment, text }, words: text }];
}
