import { queryOptions } from '@tanstack/react-query';
import { api, ok, once } from './client';
import { keys } from './queries';
import type { components } from './schema';
import type { Id } from './types';

export const proofQuery = (channel: Id) =>
  queryOptions({
    queryKey: [...keys.channels, channel, 'proof'],
    queryFn: ({ signal }) =>
      ok(api.GET('/channels/{id}/proof', { params: { path: { id: channel } }, signal })),
  });

export const beginProof = (channel: Id, proof: components['schemas']['NewProof'], key: string) =>
  ok(api.POST('/channels/{id}/proof', { params: { path: { id: channel }, header: once(key) }, body: proof }));

export const cancelProof = (channel: Id) =>
  ok(api.DELETE('/channels/{id}/proof', { params: { path: { id: channel } } }));
