import { api, ok, once } from './client';
import type { ManualChannel } from './types-admin';

export const addByHand = (channel: ManualChannel, key: string) =>
  ok(api.POST('/channels/manual', { params: { header: once(key) }, body: channel }));
