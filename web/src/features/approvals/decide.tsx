import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ArrowLeft, ArrowUpRight } from 'lucide-react';
import { messagesQuery } from '~/api/queries';
import { templateWanted } from '~/features/composer/template-wanted';
import { DraftCard } from '~/features/drafts/card';
import { EmojiPlace } from '~/features/emoji/emoji-place';
import { Bubble } from '~/features/thread/bubble';
import { lines } from '~/features/thread/group';
import { useNewestInbound } from '~/features/thread/newest';
import { useL10n } from '~/l10n/words';
import { useNow } from '~/lib/now';
import { windowLook } from '~/lib/window';
import { buttonClass } from '~/ui/button';
import { IconButton } from '~/ui/icon-button';
import { NoneOf } from '~/ui/states';
import { WindowChip } from '~/ui/window-chip';
import type { QueueRow } from './use-queue';
import { useWriteThere } from './write-there';

/** How much of the conversation one sees before deciding. */
const LAST = 3;

interface Props {
  row: QueueRow;
  onBack: (() => void) | null;
  /** The focus goes where it is not lost. */
  onDecided: () => void;
}

/** One draft with the last messages before it. */
export function Decide({ row, onBack, onDecided }: Props) {
  const { t } = useL10n();
  const { draft, conversation } = row;
  const newestInbound = useNewestInbound(draft.conversation_id);
  const now = useNow();
  const write = useWriteThere(draft.conversation_id);
  const template = () => {
    templateWanted.set(draft.conversation_id);
    write();
  };
  return (
    <div className="flex min-h-0 min-w-0 flex-1 flex-col">
      <EmojiPlace />
      <header className="flex min-h-14 items-center gap-2 border-b border-line bg-panel px-2 py-1.5 sm:px-5">
        {onBack && (
          <IconButton label={t('app-back')} onClick={onBack}>
            <ArrowLeft size={20} className="rtl:-scale-x-100" />
          </IconButton>
        )}
        <h2 className="min-w-0 flex-1 truncate font-semibold">
          <bdi>{conversation.contact.name}</bdi>
        </h2>
        <WindowChip look={windowLook(conversation.window, now)} />
        <Link
          to="/inbox/$conversationId"
          params={{ conversationId: draft.conversation_id }}
          search={{}}
          className={buttonClass('quiet')}
        >
          <ArrowUpRight size={16} aria-hidden="true" className="rtl:-scale-x-100" />
          <span className="max-md:sr-only">{t('approvals-open-thread')}</span>
        </Link>
      </header>
      <div className="flex min-h-0 flex-1 flex-col overflow-y-auto">
        <Last
          id={draft.conversation_id}
          name={conversation.contact.name}
          onQuote={write}
          onTemplate={template}
        />
        <div className="sticky bottom-0 border-t border-line bg-panel p-3 sm:px-5 sm:py-4">
          <DraftCard
            draft={draft}
            window={conversation.window}
            newestInbound={newestInbound}
            onWrite={write}
            onTemplate={template}
            onDecided={onDecided}
          />
        </div>
      </div>
    </div>
  );
}

interface LastProps {
  /** The conversation. */
  id: string;
  /** Of the contact. */
  name: string;
  onQuote: () => void;
  onTemplate: () => void;
}

function Last({ id, name, onQuote, onTemplate }: LastProps) {
  const { t } = useL10n();
  const thread = useInfiniteQuery(messagesQuery(id));
  const messages = thread.data?.pages.flatMap((page) => page.items) ?? [];
  const shown = lines(messages, null).slice(-LAST);
  return (
    <section
      aria-label={t('approvals-last')}
      className="flex flex-1 flex-col justify-end gap-2 px-3 py-4 sm:px-5"
    >
      {!thread.data && <NoneOf query={thread} />}
      {shown.map((line) => (
        <Bubble key={line.message.id} line={line} name={name} onQuote={onQuote} onTemplate={onTemplate} />
      ))}
    </section>
  );
}
