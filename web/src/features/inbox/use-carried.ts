import { useQueryClient } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { keys } from '~/api/queries';
import type { ConversationDetail, ConversationRow, Page } from '~/api/types';

type Lists = { pages: Page<ConversationRow>[] };

/** The labels that every one of these conversations carries, as far as this tab knows them. */
export function useCarried(ids: readonly string[]): ReadonlySet<string> {
  const client = useQueryClient();
  const cache = client.getQueryCache();
  const said = useSyncExternalStore(
    (listener) => cache.subscribe(listener),
    () => {
      const lists = client.getQueriesData<Lists>({ queryKey: keys.conversations });
      const rows = lists.flatMap(([, list]) => list?.pages.flatMap((page) => page.items) ?? []);
      const labelsOf = (id: string) =>
        (
          client.getQueryData<ConversationDetail>(keys.conversation(id)) ?? rows.find((row) => row.id === id)
        )?.labels.map((label) => label.id) ?? [];
      const [first, ...others] = ids.map(labelsOf);
      return (first ?? []).filter((id) => others.every((other) => other.includes(id))).join(' ');
    },
  );
  return new Set(said.split(' ').filter(Boolean));
}
