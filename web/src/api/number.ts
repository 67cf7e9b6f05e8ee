import { api, ok, once } from './client';
import type { components } from './schema';
import type { Id } from './types';

export const askForName = (channel: Id, name: string, key: string) =>
  ok(
    api.POST('/channels/{id}/name', {
      params: { path: { id: channel }, header: once(key) },
      body: { name },
    }),
  );

export const changeProfile = (channel: Id, change: components['schemas']['ProfileChange']) =>
  ok(api.PATCH('/channels/{id}/profile', { params: { path: { id: channel } }, body: change }));
