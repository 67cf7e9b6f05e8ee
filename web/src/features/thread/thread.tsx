import {
  type InfiniteData,
  type UseInfiniteQueryResult,
  useInfiniteQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { ArrowDown } from 'lucide-react';
import { useMemo, useRef, useState } from 'react';
import { useOutbox } from '~/api/outbox';
import { keys, messagesQuery } from '~/api/queries';
import type { ConversationDetail, Message, MessagePage } from '~/api/types';
import { useMe } from '~/features/session/me';
import { useL10n } from '~/l10n/words';
import { useNow } from '~/lib/now';
import { Bones, Failure } from '~/ui/states';
import { Bubble } from './bubble';
import { MessageContent } from './content';
import { firstUnread, isNotice, lines } from './group';
import { NoteRow } from './note-row';
import { OutboxRow } from './outbox-row';
import { useMarkRead } from './use-mark-read';
import { useNotes } from './use-notes';
import { useEdge, useThreadScroll } from './use-scroll';
import { useThreadKeys } from './use-thread-keys';
import { type Entry, withNotes } from './with-notes';

interface Props {
  conversation: ConversationDetail;
  onQuote: (message: Message) => void;
  onTemplate: () => void;
}

/** The messages of a conversation, 50 a page, in both directions. */
export function Thread({ conversation, ...acts }: Props) {
  const thread = useInfiniteQuery(messagesQuery(conversation.id));
  if (thread.isPending) return <Bones rows={5} />;
  if (!thread.data) return <Failure error={thread.error} retry={() => void thread.refetch()} />;
  return <Messages conversation={conversation} thread={thread} {...acts} />;
}

type Pages = UseInfiniteQueryResult<InfiniteData<MessagePage, unknown>, Error>;

function Messages({ conversation, thread, onQuote, onTemplate }: Props & { thread: Pages }) {
  const { t } = useL10n();
  const box = useRef<HTMLDivElement>(null);
  const messages = useMemo(() => thread.data?.pages.flatMap((page) => page.items) ?? [], [thread.data]);
  const unread = useMarkRead(conversation, messages.at(-1));
  const unreadFrom = useFirstUnread(messages, unread);
  const notes = useNotes(conversation.id, thread.hasPreviousPage ? messages[0]?.at : undefined);
  const shown = useMemo(
    () =>
      withNotes(lines(messages, unreadFrom), notes, {
        older: thread.hasPreviousPage,
        newer: thread.hasNextPage,
      }),
    [messages, unreadFrom, notes, thread.hasPreviousPage, thread.hasNextPage],
  );
  const waiting = useOutbox(conversation.id, useMe().person.id);
  const lastId = waiting.at(-1)?.key ?? idOf(shown.at(-1));
  const scroll = useThreadScroll(box, lastId, shown.length + waiting.length);
  const older = useEdge(
    box,
    thread.hasPreviousPage && !thread.isFetchingPreviousPage,
    () => void thread.fetchPreviousPage(),
  );
  const newer = useEdge(
    box,
    thread.hasNextPage && !thread.isFetchingNextPage,
    () => void thread.fetchNextPage(),
  );
  const name = conversation.contact.name;
  const toEnd = useToEnd(conversation.id, thread.hasNextPage, scroll.toEnd);
  useThreadKeys({ messages, onQuote, onEnd: toEnd });
  return (
    <div className="relative min-h-16 flex-1">
      <section
        ref={box}
        aria-label={t('thread-label', { name })}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
        tabIndex={0}
        className="h-full overflow-x-hidden overflow-y-auto overscroll-contain px-3 py-4 [overflow-anchor:none] -outline-offset-2 sm:px-5"
      >
        <div className="relative flex min-h-full flex-col justify-end">
          <div ref={older} />
          <Edge thread={thread} />
          <ol className="grid grid-cols-[minmax(0,1fr)]">
            {shown.map((entry) => (
              <Row key={idOf(entry)} entry={entry} name={name} onQuote={onQuote} onTemplate={onTemplate} />
            ))}
            {waiting.map((entry) => (
              <OutboxRow key={entry.key} entry={entry} />
            ))}
          </ol>
          {shown.length + waiting.length === 0 && (
            <p className="py-8 text-center text-quiet">{t('thread-empty')}</p>
          )}
          {thread.isFetchingNextPage && (
            <p className="pt-3 text-center text-xs text-quiet">{t('thread-newer')}</p>
          )}
          <div ref={newer} />
        </div>
      </section>
      {scroll.away && <ToEnd messages={messages} since={scroll.seenLast} onClick={toEnd} />}
    </div>
  );
}

/** Where the unread ones began when the thread was opened; it stays there while one reads. */
function useFirstUnread(messages: readonly Message[], unread: number): string | null {
  const [first, setFirst] = useState<string | null | undefined>(undefined);
  if (first !== undefined || messages.length === 0) return first ?? null;
  const found = firstUnread(messages, unread);
  setFirst(found);
  return found;
}

function Edge({ thread }: { thread: Pages }) {
  const { t } = useL10n();
  if (thread.isFetchingPreviousPage)
    return <p className="pb-3 text-center text-xs text-quiet">{t('thread-older')}</p>;
  if (thread.hasPreviousPage) return null;
  return <p className="pb-3 text-center text-xs text-quiet">{t('thread-start')}</p>;
}

const idOf = (entry: Entry | undefined) => (entry?.type === 'note' ? entry.note.id : entry?.line.message.id);

/** To the newest message. When pages in between were given up, the newest one is read afresh. */
function useToEnd(conversation: string, elsewhere: boolean, scroll: () => void): () => void {
  const client = useQueryClient();
  return () => {
    scroll();
    if (elsewhere) void client.resetQueries({ queryKey: keys.messages(conversation) }).then(scroll);
  };
}

interface RowProps extends Omit<Props, 'conversation'> {
  entry: Entry;
  name: string;
}

function Row({ entry, ...rest }: RowProps) {
  const { t, day } = useL10n();
  const now = useNow();
  const first = entry.type === 'note' || entry.line.first;
  return (
    <li
      id={`m-${idOf(entry)}`}
      data-line
      tabIndex={-1}
      className={`rounded-2xl outline-offset-4 ${first ? 'pt-3' : 'pt-1'}`}
    >
      {entry.newDay && (
        <p className="mb-3 flex items-center gap-3 text-xs font-medium text-quiet before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
          <span className="inline-block first-letter:uppercase">{day(entry.at, now)}</span>
        </p>
      )}
      {entry.type === 'message' && entry.line.unreadFrom && (
        <p className="mb-3 flex items-center gap-3 text-xs font-semibold text-accent before:h-px before:flex-1 before:bg-accent/40 after:h-px after:flex-1 after:bg-accent/40">
          {t('view-unread')}
        </p>
      )}
      {entry.type === 'note' ? (
        <NoteRow note={entry.note} />
      ) : isNotice(entry.line.message) ? (
        <div
          dir="auto"
          className="mx-auto w-fit max-w-[85%] rounded-full bg-inset px-3.5 py-1 text-center text-xs text-quiet"
        >
          <MessageContent message={entry.line.message} name={rest.name} />
        </div>
      ) : (
        <Bubble line={entry.line} {...rest} />
      )}
    </li>
  );
}

interface ToEndProps {
  messages: readonly Message[];
  since: string | undefined;
  onClick: () => void;
}

function ToEnd({ messages, since, onClick }: ToEndProps) {
  const { t } = useL10n();
  const at = messages.findIndex((message) => message.id === since);
  const fresh = at < 0 ? 0 : messages.length - 1 - at;
  return (
    <button
      type="button"
      onClick={onClick}
      aria-label={fresh > 0 ? t('thread-new-below', { count: fresh }) : t('thread-latest')}
      className="rise absolute inset-e-5 bottom-3 flex min-h-9 items-center gap-1.5 rounded-full border border-line bg-panel px-2.5 text-sm font-medium text-accent shadow-raised touch:min-h-11"
    >
      <ArrowDown size={16} aria-hidden="true" />
      {fresh > 0 && <span>{t('thread-new-below', { count: fresh })}</span>}
    </button>
  );
}
