import { useNavigate, useSearch } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { useCan } from '~/features/session/me';
import { useL10n } from '~/l10n/words';
import { useCommands } from '~/lib/commands';
import { TWO_PANES, useMedia } from '~/lib/media';
import { useNow } from '~/lib/now';
import { useTitle } from '~/lib/title';
import { laterOpened } from '~/ui/later';
import { Bones, Failure } from '~/ui/states';
import { step } from '~/ui/step';
import { useHand } from '~/ui/use-hand';
import { VirtualListBox } from '~/ui/virtual-listbox';
import { batch } from './batch';
import { Decide } from './decide';
import { Head } from './head';
import { Nothing, NothingHere } from './nothing';
import { QUEUE_ROW_HEIGHT, QueueRowView } from './row';
import type { QueueSearch } from './search';
import { sift } from './sift';
import { useChosen, useFollow } from './use-chosen';
import { idOf, type QueueRow, useQueue } from './use-queue';

const ApproveAll = laterOpened(async () => (await import('./approve-all')).ApproveAll);

/** Every draft that waits, across conversations, one key each. */
export function Approvals() {
  const { t } = useL10n();
  useTitle(t('approvals-title'));
  const search = useSearch({ from: '/desk/approvals' });
  const navigate = useNavigate({ from: '/approvals' });
  const hand = useHand();
  const queue = useQueue(hand.on);
  const rows = sift(queue.rows, search);
  const wide = useMedia(TWO_PANES);
  const change = (next: QueueSearch, replace = true) => void navigate({ search: next, replace });
  const { draft: asked, ...sifted } = search;
  const pick = (id: string | null) => change({ ...sifted, ...(id && { draft: id }) }, wide);
  // Which one is first is known when all are here.
  const chosen = useChosen(rows, asked, wide && queue.whole, JSON.stringify(sifted));
  const scroller = useRef<HTMLDivElement>(null);
  const focusList = () => scroller.current?.focus({ preventScroll: true });
  useFollow(rows, chosen, pick);
  // Where none is open, what one looks for says which are meant.
  const together = batch(rows, chosen ?? (search.intent ? rows[0] : undefined), useNow());
  const [approving, setApproving] = useState<readonly QueueRow[] | null>(null);
  const may = useCan()('send');
  const approveAll = () => setApproving(together);
  const go = (key: string) => {
    const at = rows.findIndex((row) => row.draft.id === chosen?.draft.id);
    const next = step(key, at, rows.length, 1);
    const row = next === null ? undefined : rows[next];
    if (row) pick(row.draft.id);
    focusList();
  };
  const scope = 'approvals' as const;
  useCommands([
    { id: 'queue-next', keys: ['j'], scope, label: t('cmd-queue-next'), run: () => go('ArrowDown') },
    { id: 'queue-previous', keys: ['k'], scope, label: t('cmd-queue-previous'), run: () => go('ArrowUp') },
    {
      id: 'approve-all',
      keys: ['Shift+a'],
      scope,
      label: t('cmd-approve-all'),
      run: approveAll,
      when: () => may && together.length > 0 && approving === null,
    },
  ]);
  const listShown = wide || !chosen;
  const none = queue.whole && queue.rows.length === 0;
  return (
    <div className="flex h-full min-h-0">
      <section
        aria-label={t('approvals-list')}
        className={`min-h-0 w-full flex-col border-line bg-panel sm:flex sm:w-72 sm:shrink-0 sm:border-e md:w-80 lg:w-90 ${listShown ? 'flex' : 'hidden'}`}
      >
        <Head
          queue={queue}
          search={search}
          onSearch={change}
          together={may ? together : []}
          onTogether={approveAll}
        />
        {queue.list.isPending || (queue.list.data && !queue.ready) ? (
          <Bones rows={5} avatar />
        ) : !queue.list.data ? (
          <Failure error={queue.list.error} retry={() => void queue.list.refetch()} />
        ) : none ? (
          !wide && (
            <div className="min-h-0 flex-1 overflow-y-auto">
              <Nothing />
            </div>
          )
        ) : rows.length === 0 ? (
          <NothingHere onAll={() => change({})} />
        ) : (
          <div className="flex min-h-0 flex-1 flex-col" {...hand.ears}>
            <VirtualListBox
              listRef={scroller}
              label={t('approvals-list')}
              items={rows}
              keyOf={idOf}
              rowHeight={QUEUE_ROW_HEIGHT}
              active={chosen?.draft.id ?? null}
              onActive={pick}
              selected={chosen?.draft.id ?? null}
              onOpen={(row) => pick(row.draft.id)}
              row={(row) => <QueueRowView row={row} />}
            />
          </div>
        )}
      </section>
      {!listShown && <h1 className="sr-only">{t('approvals-title')}</h1>}
      {chosen && (
        <Decide
          key={chosen.draft.id}
          row={chosen}
          onBack={wide ? null : () => pick(null)}
          onDecided={focusList}
        />
      )}
      {wide && none && (
        <div className="min-w-0 flex-1">
          <Nothing />
        </div>
      )}
      {approving && (
        <ApproveAll
          rows={approving}
          onClose={() => {
            setApproving(null);
            focusList();
          }}
        />
      )}
    </div>
  );
}
