import { isOpen } from '~/api/patch';
import type { ConversationDetail } from '~/api/types';
import { type CardActs, DraftCard } from './card';
import { Drafting } from './drafting';
import { KeptEdit } from './kept-edit';

interface Props extends CardActs {
  conversation: ConversationDetail;
  newestInbound: string | null;
}

/** Above the composer: the draft, or that one is being made; and words of one's own that a draft left behind. */
export function DraftPlace(props: Props) {
  const { conversation, newestInbound, onWrite } = props;
  return (
    <>
      <KeptEdit
        conversation={conversation.id}
        draft={conversation.draft ?? null}
        newestInbound={newestInbound}
        onWrite={onWrite}
      />
      <Now {...props} />
    </>
  );
}

function Now({ conversation, newestInbound, ...acts }: Props) {
  const { id, draft, drafting_since: since, window } = conversation;
  if (since && !(draft && isOpen(draft.state)))
    return <Drafting conversation={id} since={since} before={draft ?? null} onStopped={acts.onWrite} />;
  if (!draft) return null;
  return <DraftCard key={draft.id} draft={draft} window={window} newestInbound={newestInbound} {...acts} />;
}
