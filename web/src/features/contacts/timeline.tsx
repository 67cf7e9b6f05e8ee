import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import {
  BadgeCheck,
  Inbox,
  type LucideIcon,
  Merge,
  MessagesSquare,
  Split,
  StickyNote,
  UserPlus,
} from 'lucide-react';
import { type Moment, timelineQuery } from '~/api/contacts';
import { Notice } from '~/features/thread/notice';
import { useL10n } from '~/l10n/words';
import { Button } from '~/ui/button';
import { Card as Part } from '~/ui/page';
import { Bones, Failure } from '~/ui/states';
import { Source } from './proof';

const ICON: Record<Moment['what']['kind'], LucideIcon> = {
  first_seen: UserPlus,
  conversation: MessagesSquare,
  consent: BadgeCheck,
  merged: Merge,
  unmerged: Split,
  note: StickyNote,
  system: Inbox,
};

/** What happened with a contact, newest first. Messages are read in their conversation. */
export function Timeline({ id }: { id: string }) {
  const { t } = useL10n();
  const query = useInfiniteQuery(timelineQuery(id));
  const moments = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Part title={t('book-timeline')}>
      {query.isPending ? (
        <Bones rows={4} />
      ) : !query.data ? (
        <Failure error={query.error} retry={() => void query.refetch()} />
      ) : (
        <>
          <ol className="grid">
            {moments.map((one) => (
              <Row key={`${one.what.kind} ${one.id}`} moment={one} />
            ))}
          </ol>
          {query.hasNextPage && (
            <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
              {t('book-older')}
            </Button>
          )}
        </>
      )}
    </Part>
  );
}

function Row({ moment: one }: { moment: Moment }) {
  const { t, moment } = useL10n();
  const Icon = ICON[one.what.kind];
  return (
    <li className="relative grid grid-cols-[1.75rem_1fr] gap-x-3 pb-4 text-sm before:absolute before:inset-s-3.5 before:inset-be-0 before:inset-bs-7 before:w-px before:bg-line last:pb-0 last:before:hidden">
      <span className="grid size-7 place-items-center rounded-full border border-line bg-panel text-accent">
        <Icon size={14} aria-hidden="true" />
      </span>
      <div className="min-w-0 pt-0.5">
        <div>
          <What what={one.what} />
        </div>
        <p className="flex flex-wrap gap-x-2 text-xs text-quiet">
          <time dateTime={one.at}>{moment(one.at)}</time>
          {one.conversation_id && (
            <Link
              to="/inbox/$conversationId"
              params={{ conversationId: one.conversation_id }}
              className="font-medium text-accent underline underline-offset-2"
            >
              {t('book-to-thread')}
            </Link>
          )}
        </p>
      </div>
    </li>
  );
}

function What({ what }: { what: Moment['what'] }) {
  const { t } = useL10n();
  switch (what.kind) {
    case 'first_seen':
      return t('book-first-seen');
    case 'conversation':
      return t('book-thread-began');
    case 'consent':
      return (
        <>
          {t(`book-became-${what.state}`)} · <Source source={what.source} />
          {what.note && (
            <p dir="auto" className="text-quiet">
              {what.note}
            </p>
          )}
        </>
      );
    case 'merged':
      return t('merge-happened', {
        name: what.name ?? t('merge-nameless'),
        by: what.author.name ?? t('draft-someone'),
      });
    case 'unmerged':
      return t('merge-happened-undone', { name: what.name ?? t('merge-nameless') });
    case 'note':
      return (
        <>
          {t('book-note', { name: what.author.name ?? '' })}
          <p dir="auto" className="mt-0.5 rounded-lg bg-amber-soft px-2.5 py-1.5 whitespace-pre-wrap">
            {what.body}
          </p>
        </>
      );
    case 'system':
      return (
        <Notice
          content={{ type: 'system', event: what.event, body: what.body ?? null }}
          author={what.author ?? null}
        />
      );
  }
}
