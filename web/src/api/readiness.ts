import { queryOptions } from '@tanstack/react-query';
import { api, ok, once } from './client';
import { keys } from './queries';
import type { Id } from './types';

export const healthQuery = (channel: Id) =>
  queryOptions({
    queryKey: [...keys.channels, channel, 'health'],
    queryFn: ({ signal }) =>
      ok(api.GET('/channels/{id}/health', { params: { path: { id: channel } }, signal })),
  });

export const readinessQuery = (channel: Id) =>
  queryOptions({
    queryKey: [...keys.channels, channel, 'readiness'],
    queryFn: ({ signal }) =>
      ok(api.GET('/channels/{id}/readiness', { params: { path: { id: channel } }, signal })),
  });

/** Asks Meta how the number stands. */
export const verifyChannel = (channel: Id, key?: string) =>
  ok(api.POST('/channels/{id}/verify', { params: { path: { id: channel }, header: once(key) } }));

/** As `verifyChannel`, and the templates are read as well. */
export const syncChannel = (channel: Id, key: string) =>
  ok(api.POST('/channels/{id}/sync', { params: { path: { id: channel }, header: once(key) } }));

export const sendTestEvent = (channel: Id, key: string) =>
  ok(api.POST('/channels/{id}/test-event', { params: { path: { id: channel }, header: once(key) } }));

/** Its templates alone. */
export const syncTemplates = (channel: Id, key: string) =>
  ok(api.POST('/templates/sync', { params: { header: once(key) }, body: { channel_id: channel } }));
