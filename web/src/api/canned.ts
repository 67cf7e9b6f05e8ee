import { queryOptions } from '@tanstack/react-query';
import { api, ok } from './client';
import type { components } from './schema';

export type CannedReply = components['schemas']['CannedReply'];
export type CannedText = components['schemas']['CannedText'];

export const cannedKey = ['canned-replies'] as const;
export const composerKey = ['settings', 'composer'] as const;

/** Ready-made replies, by shortcut. */
export const cannedQuery = queryOptions({
  queryKey: cannedKey,
  queryFn: ({ signal }) => ok(api.GET('/canned-replies', { signal })),
  staleTime: 60_000,
});

/** How the composer behaves in this workspace. */
export const composerQuery = queryOptions({
  queryKey: composerKey,
  queryFn: ({ signal }) => ok(api.GET('/settings/composer', { signal })),
  staleTime: 60_000,
});
