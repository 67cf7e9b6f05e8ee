import { queryOptions } from '@tanstack/react-query';
import { api, ok } from './client';

/** The look of a workspace; it changes rarely. */
export const brandQuery = (workspace: string) =>
  queryOptions({
    queryKey: ['brand', workspace],
    queryFn: ({ signal }) => ok(api.GET('/brand', { signal })),
    staleTime: 10 * 60_000,
  });
