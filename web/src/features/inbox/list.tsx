import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { ArrowUp } from 'lucide-react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { conversationsQuery } from '~/api/queries';
import type { ConversationRow, View } from '~/api/types';
import { useL10n } from '~/l10n/words';
import { useCommands } from '~/lib/commands';
import { wantsMore } from '~/lib/pages';
import { density } from '~/lib/prefs';
import { useStore } from '~/lib/store';
import { later } from '~/ui/later';
import { MoreFailed } from '~/ui/more-failed';
import { Bones, Failure } from '~/ui/states';
import { step } from '~/ui/step';
import { VirtualListBox } from '~/ui/virtual-listbox';
import { EmptyList } from './empty';
import { ListHead } from './list-head';
import { arrange } from './order';
import { DENSE_HEIGHT, ROW_HEIGHT, Row } from './row';
import { activeRow, choose, chosen, letGo, putBack, shown } from './selection';
import { progress } from './use-care';

/** Fetched when the first one is chosen. */
const BulkBar = later(async () => (await import('./bulk-bar')).BulkBar);

const idOf = (row: ConversationRow) => row.id;

/** The list of conversations with its views and search. */
export function ConversationList({ open }: { open: string | null }) {
  const { t } = useL10n();
  const { view = 'all', q = '' } = useSearch({ from: '/desk/inbox' });
  const dense = useStore(density) === 'compact';
  const list = useInfiniteQuery(conversationsQuery(view, q));
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  const hints = list.data?.pages[0]?.hints ?? [];
  const some = useStore(chosen).size > 0;
  const running = useStore(progress) !== null;
  const asked = `${view} ${q}`;
  // What was chosen in another view is not what one sees here.
  useEffect(() => {
    if (asked) letGo();
  }, [asked]);
  return (
    <section aria-label={t('inbox-list')} className="flex h-full min-h-0 flex-col bg-panel">
      <ListHead view={view} q={q} hints={hints} />
      {(some || running) && <BulkBar view={view} q={q} />}
      {list.isPending ? (
        <Bones rows={8} avatar />
      ) : list.isError && rows.length === 0 ? (
        <Failure error={list.error} retry={() => void list.refetch()} />
      ) : rows.length === 0 ? (
        <EmptyList filtered={view !== 'all' || q !== ''} />
      ) : (
        <Rows
          key={`${view} ${q} ${dense}`}
          dense={dense}
          rows={rows}
          open={open}
          more={wantsMore(list) ? list.fetchNextPage : null}
        />
      )}
      {list.isFetchNextPageError && <MoreFailed retry={() => void list.fetchNextPage()} />}
    </section>
  );
}

interface RowsProps {
  dense: boolean;
  rows: readonly ConversationRow[];
  open: string | null;
  more: (() => unknown) | null;
}

function Rows({ dense, rows, open, more }: RowsProps) {
  const { t } = useL10n();
  const hold = useHold(rows);
  const active = useStore(activeRow);
  const setActive = activeRow.set;
  const ticked = useStore(chosen);
  const scroller = useRef<HTMLDivElement>(null);
  const show = useOpen();
  const nearEnd = useCallback(() => void more?.(), [more]);

  const ids = hold.rows.map(idOf).join(' ');
  useEffect(() => shown.set(ids.split(' ').filter(Boolean)), [ids]);
  useEffect(() => {
    if (open) activeRow.set(open);
  }, [open]);

  const go = (key: string) => {
    const at = hold.rows.findIndex((row) => row.id === active);
    const next = step(key, at, hold.rows.length, 1);
    const row = next === null ? undefined : hold.rows[next];
    if (row) setActive(row.id);
    scroller.current?.focus({ preventScroll: true });
  };
  useCommands([
    { id: 'next', keys: ['j'], scope: 'inbox', label: t('cmd-next'), run: () => go('ArrowDown') },
    { id: 'previous', keys: ['k'], scope: 'inbox', label: t('cmd-previous'), run: () => go('ArrowUp') },
  ]);

  return (
    <div className="relative flex min-h-0 flex-1 flex-col" {...hold.ears}>
      {hold.waiting > 0 && (
        <button
          type="button"
          onClick={() => {
            hold.release();
            if (scroller.current) scroller.current.scrollTop = 0;
          }}
          className="rise absolute inset-x-0 top-2 z-10 mx-auto flex min-h-8 w-fit items-center gap-1.5 rounded-full bg-accent px-3.5 text-sm font-medium text-on-accent shadow-raised touch:min-h-11"
        >
          <ArrowUp size={14} aria-hidden="true" />
          {t('inbox-new', { count: hold.waiting })}
        </button>
      )}
      <VirtualListBox
        listRef={scroller}
        label={t('inbox-list')}
        items={hold.rows}
        keyOf={idOf}
        rowHeight={dense ? DENSE_HEIGHT : ROW_HEIGHT}
        active={active}
        onActive={setActive}
        selected={open}
        onOpen={(row) => show(row.id)}
        onNearEnd={nearEnd}
        chosen={ticked}
        onChoose={choose}
        row={(row) => <Row row={row} chosen={ticked.size > 0 ? ticked.has(row.id) : null} />}
      />
    </div>
  );
}

function useOpen(): (id: string) => void {
  const navigate = useNavigate();
  return (id) =>
    void navigate({
      to: '/inbox/$conversationId',
      params: { conversationId: id },
      search: (before: { view?: View; q?: string }) => before,
    });
}

/** Order does not jump under the hand: it holds while the list has the pointer or the focus. */
function useHold(rows: readonly ConversationRow[]) {
  const [hover, setHover] = useState(false);
  const [focus, setFocus] = useState(false);
  const [order, setOrder] = useState<readonly string[] | null>(null);
  const held = hover || focus;
  const arranged = arrange(order, rows, idOf, held);
  const back = useStore(putBack);
  useEffect(() => {
    const here = new Set(rows.map(idOf));
    if (!back.some((id) => here.has(id))) return;
    putBack.set([]);
    setOrder((before) => (before ? rows.map(idOf) : null));
  }, [back, rows]);
  const snapshot = (next: boolean) => setOrder(next ? (held ? order : rows.map(idOf)) : null);
  return {
    ...arranged,
    release: () => setOrder(rows.map(idOf)),
    ears: {
      onPointerEnter: (event: React.PointerEvent) => {
        if (event.pointerType !== 'mouse') return;
        snapshot(true);
        setHover(true);
      },
      onPointerLeave: () => {
        setHover(false);
        if (!focus) snapshot(false);
      },
      onFocus: () => {
        snapshot(true);
        setFocus(true);
      },
      onBlur: () => {
        setFocus(false);
        if (!hover) snapshot(false);
      },
    },
  };
}
