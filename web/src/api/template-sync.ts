import { api, ok } from './client';
import type { Id } from './types';

/** Has the templates of a channel read from Meta. */
export const readTemplates = (channel: Id) =>
  ok(api.POST('/templates/sync', { body: { channel_id: channel } }));
