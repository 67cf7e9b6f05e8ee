import {
  type InfiniteData,
  type UseInfiniteQueryResult,
  useInfiniteQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { ArrowDown } from 'lucide-react';
import { useDeferredValue, useMemo, useRef, useState } from 'react';
import { useOutbox } from '~/api/outbox';
import { keys, messagesQuery } from '~/api/queries';
import type { ConversationDetail, Message, MessagePage } from '~/api/types';
import { useMe } from '~/features/session/me';
import { useL10n } from '~/l10n/words';
import { later } from '~/ui/later';
import { Bones, Failure } from '~/ui/states';
import { answeredSince, firstUnread, lines } from './group';
import { idOf, Row } from './row';
import { useMarkRead } from './use-mark-read';
import { useNotes } from './use-notes';
import { useReadMentions } from './use-read-mentions';
import { useEdge, useThreadScroll } from './use-scroll';
import { useThreadKeys } from './use-thread-keys';
import { type Entry, withNotes } from './with-notes';

/** On its way with the thread: without a connection it is too late to ask for it. */
const outboxRow = async () => (await import('./outbox-row')).OutboxRow;
const OutboxRow = later(outboxRow);
outboxRow().catch(() => undefined);

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
  useReadMentions(conversation);
  const unreadFrom = useFirstUnread(messages, unread);
  const notes = useNotes(conversation.id, thread.hasPreviousPage ? messages[0]?.at : undefined);
  const known = useMemo(
    () =>
      withNotes(lines(messages, unreadFrom), notes, {
        older: thread.hasPreviousPage,
        newer: thread.hasNextPage,
      }),
    [messages, unreadFrom, notes, thread.hasPreviousPage, thread.hasNextPage],
  );
  const { shown, drawn } = useUnhurried(known);
  const waiting = useOutbox(conversation.id, useMe().person.id);
  const newest = shown.at(-1);
  const lastId = waiting.at(-1)?.key ?? (newest && idOf(newest));
  const scroll = useThreadScroll(box, lastId, shown.length + waiting.length);
  const older = useEdge(
    box,
    drawn && thread.hasPreviousPage && !thread.isFetchingPreviousPage,
    () => void thread.fetchPreviousPage(),
  );
  const newer = useEdge(
    box,
    drawn && thread.hasNextPage && !thread.isFetchingNextPage,
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
          <ol>
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

/**
 * A page of earlier rows is drawn in between frames, so that it does not stop the scrolling. What is added at the end is
 * shown at once: nobody's message is missing between its sending and its drawing.
 */
function useUnhurried(known: Entry[]): { shown: Entry[]; drawn: boolean } {
  const later = useDeferredValue(known);
  const [first, drawnFirst] = [known[0], later[0]];
  const same = first === undefined || drawnFirst === undefined || idOf(first) === idOf(drawnFirst);
  return same ? { shown: known, drawn: true } : { shown: later, drawn: false };
}

/** Where the unread ones began when the thread was opened. It stays while one reads, until somebody answers. */
function useFirstUnread(messages: readonly Message[], unread: number): string | null {
  const [opened, setOpened] = useState<{ first: string | null; last: string | undefined }>();
  if (opened) return opened.first && answeredSince(messages, opened.last) ? null : opened.first;
  if (messages.length === 0) return null;
  const first = firstUnread(messages, unread);
  setOpened({ first, last: messages.at(-1)?.id });
  return first;
}

function Edge({ thread }: { thread: Pages }) {
  const { t } = useL10n();
  if (thread.isFetchingPreviousPage)
    return <p className="pb-3 text-center text-xs text-quiet">{t('thread-older')}</p>;
  if (thread.hasPreviousPage) return null;
  return <p className="pb-3 text-center text-xs text-quiet">{t('thread-start')}</p>;
}

/** To the newest message. When pages in between were given up, the newest one is read afresh. */
function useToEnd(conversation: string, elsewhere: boolean, scroll: () => void): () => void {
  const client = useQueryClient();
  return () => {
    scroll();
    if (elsewhere) void client.resetQueries({ queryKey: keys.messages(conversation) }).then(scroll);
  };
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
