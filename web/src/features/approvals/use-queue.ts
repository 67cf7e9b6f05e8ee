import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { isOpen } from '~/api/patch';
import { draftQuery, draftsQuery } from '~/api/queries';
import type { Draft, DraftState, QueuedDraft } from '~/api/types';
import { wantsMore } from '~/lib/pages';
import { farewell, inOrder, keepPlaces } from './queue';

/** A decided row stays this long, with who did it, before it goes. */
const FAREWELL_MS = 1000;

export interface QueueRow {
  draft: Draft;
  /** How it stood while it was open. */
  was: DraftState;
  conversation: QueuedDraft['conversation'];
}

/**
 * All the drafts that wait, page after page, each with its conversation, and those decided a moment ago. They stay in
 * their places while somebody has a hand on them.
 */
export function useQueue(touched: boolean) {
  const client = useQueryClient();
  const list = useInfiniteQuery(draftsQuery);
  const { fetchNextPage } = list;
  const more = wantsMore(list);
  useEffect(() => {
    if (more) void fetchNextPage();
  }, [more, fetchNextPage]);
  const drafts = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  const open = drafts
    .filter((draft) => isOpen(draft.state))
    .map((draft): QueueRow => ({ draft, was: draft.state, conversation: draft.conversation }));
  const gone = useFarewell(open, (row) => ({
    ...row,
    draft: client.getQueryData(draftQuery(row.draft.id).queryKey) ?? row.draft,
  }));
  const rows = usePlaces(inOrder([...open, ...gone]), touched);
  const whole = list.data !== undefined && !list.hasNextPage;
  // The oldest come with the last page: until it was here once, nobody knows which is first.
  const [ready, setReady] = useState(false);
  if (!ready && (whole || list.isFetchNextPageError)) setReady(true);
  return { list, rows, open, whole, ready };
}

export const idOf = (row: QueueRow) => row.draft.id;

/** Rows in their order; while `held`, in the places they had. */
function usePlaces(rows: readonly QueueRow[], held: boolean): readonly QueueRow[] {
  const [before, setBefore] = useState<readonly string[]>([]);
  const placed = held ? keepPlaces(before, rows, idOf) : rows;
  const ids = placed.map(idOf);
  if (ids.join(' ') !== before.join(' ')) setBefore(ids);
  return placed;
}

/** The rows that left the queue a moment ago, with how they were decided. */
function useFarewell(open: readonly QueueRow[], newest: (row: QueueRow) => QueueRow): readonly QueueRow[] {
  const [before, setBefore] = useState(open);
  const [gone, setGone] = useState<readonly QueueRow[]>([]);
  const ids = (rows: readonly QueueRow[]) => rows.map((row) => `${row.draft.id} ${row.was}`).join(' ');
  if (ids(before) !== ids(open)) {
    const left = before.filter((row) => !open.some((one) => one.draft.id === row.draft.id));
    setBefore(open);
    const known = left.map(newest);
    // What is still open only fell out of this page.
    setGone(
      farewell(
        gone,
        known.filter((row) => !isOpen(row.draft.state)),
      ),
    );
  }
  useEffect(() => {
    if (gone.length === 0) return;
    const timer = setTimeout(() => setGone([]), FAREWELL_MS);
    return () => clearTimeout(timer);
  }, [gone]);
  const back = new Set(open.map((row) => row.draft.id));
  return gone.filter((row) => !back.has(row.draft.id));
}
