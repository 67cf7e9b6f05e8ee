import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { type Note, notesQuery } from '~/api/notes';

/** The notes beside a thread, as far back as its messages are loaded; `from` is absent when all are. */
export function useNotes(conversation: string, from: string | undefined): readonly Note[] {
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(notesQuery(conversation));
  const notes = useMemo(() => data?.pages.flatMap((page) => page.items) ?? [], [data]);
  const oldest = notes.at(-1)?.at;
  const more = hasNextPage && !isFetchingNextPage && oldest !== undefined && (!from || oldest > from);
  useEffect(() => {
    if (more) void fetchNextPage();
  }, [more, fetchNextPage]);
  return notes;
}
