import { api, ok } from './client';
import type { components } from './schema';
import type { Id } from './types';

type ChannelChange = components['schemas']['ChannelChange'];

export const changeChannel = (id: Id, change: ChannelChange) =>
  ok(api.PATCH('/channels/{id}', { params: { path: { id } }, body: change }));

export const disconnectChannel = (id: Id) => ok(api.DELETE('/channels/{id}', { params: { path: { id } } }));
