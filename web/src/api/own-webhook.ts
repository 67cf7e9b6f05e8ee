import { queryOptions } from '@tanstack/react-query';
import { api, ok } from './client';
import { keys } from './queries';
import type { Id } from './types';

/** What is to be entered at Meta, for an app of the channel's own. */
export const ownWebhookQuery = (channel: Id) =>
  queryOptions({
    queryKey: [...keys.channels, channel, 'webhook'],
    queryFn: ({ signal }) =>
      ok(api.GET('/channels/{id}/webhook', { params: { path: { id: channel } }, signal })),
  });

export const replaceAppSecret = (channel: Id, app_secret: string) =>
  ok(api.PATCH('/channels/{id}', { params: { path: { id: channel } }, body: { app_secret } }));
