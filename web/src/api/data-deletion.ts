import { queryOptions } from '@tanstack/react-query';
import { api, ok } from './client';

/** Looked at again until it is done. */
const AGAIN_MS = 5_000;

export const dataDeletionQuery = (code: string) =>
  queryOptions({
    queryKey: ['data-deletion', code],
    queryFn: () => ok(api.GET('/data-deletions/{code}', { params: { path: { code } } })),
    refetchInterval: ({ state }) => (state.data && !state.data.tokens_cleared_at ? AGAIN_MS : false),
  });
