import { api, ok, once } from './client';
import type { components } from './schema';
import type { Id } from './types';

export type CodeMethod = components['schemas']['CodeWish']['method'];

export const registerNumber = (channel: Id, pin: string, key: string) =>
  ok(
    api.POST('/channels/{id}/registration', {
      params: { path: { id: channel }, header: once(key) },
      body: { pin },
    }),
  );

export const freeNumber = (channel: Id) =>
  ok(api.DELETE('/channels/{id}/registration', { params: { path: { id: channel } } }));

export const askForCode = (channel: Id, method: CodeMethod) =>
  ok(
    api.POST('/channels/{id}/verification', {
      params: { path: { id: channel }, header: once() },
      body: { method },
    }),
  );

export const giveCode = (channel: Id, code: string, key: string) =>
  ok(
    api.POST('/channels/{id}/verification/code', {
      params: { path: { id: channel }, header: once(key) },
      body: { code },
    }),
  );
