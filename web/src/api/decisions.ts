import { queryOptions } from '@tanstack/react-query';
import { api, ok } from './client';
import { keys } from './queries';

/** What was decided about drafts today, by the workspace's calendar. */
export const decisionsQuery = queryOptions({
  queryKey: keys.decisions,
  queryFn: ({ signal }) => ok(api.GET('/drafts/today', { signal })),
});
