import { queryOptions } from '@tanstack/react-query';
import { api, ok } from './client';
import { keys } from './queries';
import type { Id } from './types';
import type { ChannelDefaults } from './types-admin';

export const defaultsQuery = (channel: Id) =>
  queryOptions({
    queryKey: [...keys.channels, channel, 'defaults'],
    queryFn: ({ signal }) =>
      ok(api.GET('/channels/{id}/defaults', { params: { path: { id: channel } }, signal })),
  });

export const setDefaults = (channel: Id, defaults: ChannelDefaults) =>
  ok(api.PUT('/channels/{id}/defaults', { params: { path: { id: channel } }, body: defaults }));
