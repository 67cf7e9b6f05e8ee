import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { CheckCheck } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { isOpen } from '~/api/patch';
import { DRAFT_FILTERS, type DraftFilter } from '~/api/queries';
import { useL10n } from '~/l10n/words';
import { useCommands } from '~/lib/commands';
import { TWO_PANES, useMedia } from '~/lib/media';
import { useNow } from '~/lib/now';
import { useTitle } from '~/lib/title';
import { buttonClass, TextButton } from '~/ui/button';
import { Toggle } from '~/ui/chip';
import { Bones, Empty, Failure } from '~/ui/states';
import { step } from '~/ui/step';
import { VirtualListBox } from '~/ui/virtual-listbox';
import { Decide } from './decide';
import { neighbour, summary } from './queue';
import { QUEUE_ROW_HEIGHT, QueueRowView } from './row';
import { type QueueRow, useQueue } from './use-queue';

const idOf = (row: QueueRow) => row.draft.id;

/** Every draft that waits, across conversations, one key each. */
export function Approvals() {
  const { show = 'open' } = useSearch({ from: '/desk/approvals' });
  return <Queue key={show} show={show} />;
}

function Queue({ show }: { show: DraftFilter }) {
  const { t } = useL10n();
  useTitle(t('approvals-title'));
  const { draft } = useSearch({ from: '/desk/approvals' });
  const navigate = useNavigate({ from: '/approvals' });
  const queue = useQueue(show);
  const wide = useMedia(TWO_PANES);
  const pick = (id: string | null) =>
    void navigate({
      search: { ...(show !== 'open' && { show }), ...(id && { draft: id }) },
      replace: wide,
    });
  // Which one is first is known when all are here.
  const first = wide && queue.whole ? queue.rows[0] : undefined;
  const chosen = queue.rows.find((row) => row.draft.id === draft) ?? first;
  const scroller = useRef<HTMLDivElement>(null);
  useFollow(queue.rows, chosen, pick);
  const go = (key: string) => {
    const at = queue.rows.findIndex((row) => row.draft.id === chosen?.draft.id);
    const next = step(key, at, queue.rows.length, 1);
    const row = next === null ? undefined : queue.rows[next];
    if (row) pick(row.draft.id);
    scroller.current?.focus({ preventScroll: true });
  };
  useCommands([
    {
      id: 'queue-next',
      keys: ['j'],
      scope: 'approvals',
      label: t('cmd-queue-next'),
      run: () => go('ArrowDown'),
    },
    {
      id: 'queue-previous',
      keys: ['k'],
      scope: 'approvals',
      label: t('cmd-queue-previous'),
      run: () => go('ArrowUp'),
    },
  ]);
  const listShown = wide || !chosen;
  return (
    <div className="flex h-full min-h-0">
      <section
        aria-label={t('approvals-list')}
        className={`min-h-0 w-full flex-col border-line bg-panel sm:flex sm:w-72 sm:shrink-0 sm:border-e md:w-80 lg:w-90 ${listShown ? 'flex' : 'hidden'}`}
      >
        <Head queue={queue} show={show} />
        {queue.list.isPending ? (
          <Bones rows={5} avatar />
        ) : !queue.list.data ? (
          <Failure error={queue.list.error} retry={() => void queue.list.refetch()} />
        ) : queue.rows.length === 0 ? (
          <Nothing filtered={show !== 'open'} />
        ) : (
          <VirtualListBox
            listRef={scroller}
            label={t('approvals-list')}
            items={queue.rows}
            keyOf={idOf}
            rowHeight={QUEUE_ROW_HEIGHT}
            active={chosen?.draft.id ?? null}
            onActive={pick}
            selected={chosen?.draft.id ?? null}
            onOpen={(row) => pick(row.draft.id)}
            row={(row) => <QueueRowView row={row} />}
          />
        )}
      </section>
      {!listShown && <h1 className="sr-only">{t('approvals-title')}</h1>}
      {chosen && <Decide key={chosen.draft.id} row={chosen} onBack={wide ? null : () => pick(null)} />}
      {wide && queue.whole && queue.rows.length === 0 && (
        <div className="flex-1">
          <Empty
            icon={<CheckCheck size={22} aria-hidden="true" />}
            title={t('approvals-empty-title')}
            action={
              <Link to="/inbox" search={{}} className={buttonClass()}>
                {t('app-to-inbox')}
              </Link>
            }
          >
            {t('approvals-empty')}
          </Empty>
        </div>
      )}
    </div>
  );
}

/** When the chosen draft is decided, the next one is chosen after its farewell; the focus is never lost. */
function useFollow(
  rows: readonly QueueRow[],
  chosen: QueueRow | undefined,
  pick: (id: string | null) => void,
): void {
  const ids = rows.filter((row) => isOpen(row.draft.state) || row === chosen).map(idOf);
  const leaving = chosen && !isOpen(chosen.draft.state) ? chosen.draft.id : null;
  const next = leaving ? neighbour(ids, leaving) : null;
  const latest = useRef(pick);
  useEffect(() => {
    latest.current = pick;
  });
  useEffect(() => {
    if (!leaving) return;
    const timer = setTimeout(() => latest.current(next), 900);
    return () => clearTimeout(timer);
  }, [leaving, next]);
}

function Head({ queue, show }: { queue: ReturnType<typeof useQueue>; show: DraftFilter }) {
  const { t, span } = useL10n();
  const navigate = useNavigate({ from: '/approvals' });
  const { count, oldestMs, closingSoon } = summary(queue.open, useNow());
  const parts = [
    t('approvals-summary', { count }),
    oldestMs !== null ? t('approvals-oldest', { age: span(oldestMs) }) : null,
    closingSoon > 0 ? t('approvals-closing', { count: closingSoon }) : null,
  ].filter((part) => part !== null);
  return (
    <header className="grid grid-cols-[minmax(0,1fr)] gap-2.5 border-b border-line pt-3.5 pb-2.5">
      <div className="px-3.5">
        <h1 className="text-lg font-bold tracking-tight">{t('approvals-title')}</h1>
        <p className="text-xs text-quiet">
          {queue.whole ? (
            parts.join(' · ')
          ) : queue.list.isFetchNextPageError ? (
            <TextButton onClick={() => void queue.list.fetchNextPage()}>{t('app-try-again')}</TextButton>
          ) : (
            !queue.list.isError && t('app-loading')
          )}
        </p>
      </div>
      <fieldset className="fade-end flex min-w-0 gap-1.5 overflow-x-auto px-3.5 pb-0.5 [scrollbar-width:none]">
        <legend className="sr-only">{t('approvals-filter')}</legend>
        {DRAFT_FILTERS.map((one) => (
          <Toggle
            key={one}
            pressed={one === show}
            onClick={() => void navigate({ search: one === 'open' ? {} : { show: one }, replace: true })}
          >
            {t(`approvals-filter-${one}`)}
          </Toggle>
        ))}
      </fieldset>
    </header>
  );
}

function Nothing({ filtered }: { filtered: boolean }) {
  const { t } = useL10n();
  return (
    <div className={filtered ? 'p-6 text-center text-quiet' : 'sm:hidden'}>
      {filtered ? (
        t('approvals-empty-filter')
      ) : (
        <Empty
          icon={<CheckCheck size={22} aria-hidden="true" />}
          title={t('approvals-empty-title')}
          action={
            <Link to="/inbox" search={{}} className={buttonClass()}>
              {t('app-to-inbox')}
            </Link>
          }
        >
          {t('approvals-empty')}
        </Empty>
      )}
    </div>
  );
}
