import { queryOptions } from '@tanstack/react-query';
import { api, ok } from './client';
import { keys } from './queries';
import type { components } from './schema';
import type { Id } from './types';

export type ChannelCourtesies = components['schemas']['Courtesies'];

export const courtesiesQuery = (channel: Id) =>
  queryOptions({
    queryKey: [...keys.channels, channel, 'courtesies'],
    queryFn: ({ signal }) =>
      ok(api.GET('/channels/{id}/courtesies', { params: { path: { id: channel } }, signal })),
  });

export const setCourtesies = (channel: Id, courtesies: ChannelCourtesies) =>
  ok(api.PUT('/channels/{id}/courtesies', { params: { path: { id: channel } }, body: courtesies }));
