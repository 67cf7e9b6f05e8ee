import { queryOptions } from '@tanstack/react-query';
import { api, ok, once } from './client';
import type { Id, View } from './types';
import type { AssignmentRule, BulkResult, Decision, StoodBefore } from './types-inbox';

/** Labels, own views, the team, and what is decided about conversations. */

export const inboxKeys = {
  labels: ['labels'] as const,
  views: ['views'] as const,
  assignees: ['assignees'] as const,
  rule: ['assignment'] as const,
};

export const labelsQuery = queryOptions({
  queryKey: inboxKeys.labels,
  queryFn: ({ signal }) => ok(api.GET('/labels', { signal })),
});

export const viewsQuery = queryOptions({
  queryKey: inboxKeys.views,
  queryFn: ({ signal }) => ok(api.GET('/views', { signal })),
});

export const assigneesQuery = queryOptions({
  queryKey: inboxKeys.assignees,
  queryFn: ({ signal }) => ok(api.GET('/assignees', { signal })),
  // Who opens or closes a desk is not told live.
  refetchInterval: 30_000,
});

export const ruleQuery = queryOptions({
  queryKey: inboxKeys.rule,
  queryFn: ({ signal }) => ok(api.GET('/assignment', { signal })),
});

const keyed = () => ({ header: once() });

export const makeLabel = (name: string, color: string) =>
  ok(api.POST('/labels', { params: keyed(), body: { name, color } }));

export const changeLabel = (id: Id, change: { name?: string; color?: string }) =>
  ok(api.PATCH('/labels/{id}', { params: { path: { id } }, body: change }));

export const deleteLabel = (id: Id) => ok(api.DELETE('/labels/{id}', { params: { path: { id } } }));

export const saveView = (name: string, query: string) =>
  ok(api.POST('/views', { params: keyed(), body: { name, query } }));

export const deleteView = (id: Id) => ok(api.DELETE('/views/{id}', { params: { path: { id } } }));

export const setAway = (away: boolean) => ok(api.PUT('/availability', { body: { away } }));

export const setRule = (rule: AssignmentRule) => ok(api.PUT('/assignment', { body: rule }));

/** The ids of everything a view or search holds. */
export const idsOf = (view: View, q: string) =>
  ok(api.GET('/conversations/ids', { params: { query: { view, ...(q && { q }) } } }));

export const decide = (ids: readonly Id[], decision: Decision): Promise<BulkResult> =>
  ok(api.POST('/conversations/bulk', { params: keyed(), body: { ids: [...ids], decision } }));

export const restore = (items: readonly StoodBefore[]): Promise<BulkResult> =>
  ok(api.POST('/conversations/restore', { params: keyed(), body: { items: [...items] } }));
