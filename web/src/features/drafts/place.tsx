import { isOpen } from '~/api/patch';
import type { ConversationDetail } from '~/api/types';
import { type CardActs, DraftCard } from './card';
import { Drafting } from './drafting';

interface Props extends CardActs {
  conversation: ConversationDetail;
  newestInbound: string | null;
}

/** Above the composer: the draft, or that one is being made. */
export default function DraftPlace({ conversation, newestInbound, ...acts }: Props) {
  const { draft, drafting_since: since, window } = conversation;
  if (since && !(draft && isOpen(draft.state))) return <Drafting since={since} before={draft ?? null} />;
  if (!draft) return null;
  return <DraftCard key={draft.id} draft={draft} window={window} newestInbound={newestInbound} {...acts} />;
}
