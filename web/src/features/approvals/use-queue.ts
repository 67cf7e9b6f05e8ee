import { useInfiniteQuery, useQueries } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { isOpen } from '~/api/patch';
import { conversationQuery, type DraftFilter, draftsQuery } from '~/api/queries';
import type { ConversationDetail, Draft } from '~/api/types';
import { inOrder } from './queue';

/** A decided row stays this long, with who did it, before it goes. */
const FAREWELL_MS = 1000;

export interface QueueRow {
  draft: Draft;
  conversation: ConversationDetail | null;
}

/** The drafts that wait, each with its conversation. Rows keep their order while one works through them. */
export function useQueue(filter: DraftFilter) {
  const list = useInfiniteQuery(draftsQuery(filter));
  const drafts = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  const conversations = useQueries({
    queries: drafts.map((draft) => conversationQuery(draft.conversation_id)),
    combine: (results) => new Map(results.map((result) => [result.data?.id ?? '', result.data ?? null])),
  });
  const leaving = useFarewell(drafts);
  const known = drafts.map((draft) => ({
    draft,
    conversation: conversations.get(draft.conversation_id) ?? null,
  }));
  const there = known.filter(({ draft }) => isOpen(draft.state) || leaving.has(draft.id));
  const rows = inOrder(there).flatMap((draft): QueueRow[] =>
    there.filter((row) => row.draft.id === draft.id),
  );
  return { list, rows, open: known.filter(({ draft }) => isOpen(draft.state)) };
}

/** The ids of drafts decided a moment ago. */
function useFarewell(drafts: readonly Draft[]): ReadonlySet<string> {
  const [openIds, setOpenIds] = useState<ReadonlySet<string>>(new Set());
  const [leaving, setLeaving] = useState<ReadonlySet<string>>(new Set());
  const decided = drafts.filter(
    (draft) => !isOpen(draft.state) && openIds.has(draft.id) && !leaving.has(draft.id),
  );
  const now = drafts.filter((draft) => isOpen(draft.state)).map((draft) => draft.id);
  if (decided.length > 0) setLeaving(new Set([...leaving, ...decided.map((draft) => draft.id)]));
  if (now.some((id) => !openIds.has(id))) setOpenIds(new Set([...openIds, ...now]));
  useEffect(() => {
    if (leaving.size === 0) return;
    const timer = setTimeout(() => {
      setOpenIds((ids) => new Set([...ids].filter((id) => !leaving.has(id))));
      setLeaving(new Set());
    }, FAREWELL_MS);
    return () => clearTimeout(timer);
  }, [leaving]);
  return leaving;
}
