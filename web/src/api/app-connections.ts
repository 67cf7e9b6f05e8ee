import { api, ok, once } from './client';
import type { Id } from './types';

/** Ends an authorization: what came back with it is brought to the server. */
export const finishConnection = (state: string, code: string, key: string) =>
  ok(api.POST('/app-connections', { params: { header: once(key) }, body: { state, code } }));

export const chooseAccount = (id: Id, account_id: string, key: string) =>
  ok(
    api.POST('/app-connections/{id}/account', {
      params: { path: { id }, header: once(key) },
      body: { account_id },
    }),
  );

export const connectNumber = (id: Id, account_id: string, phone_number_id: string, key: string) =>
  ok(
    api.POST('/app-connections/{id}/number', {
      params: { path: { id }, header: once(key) },
      body: { account_id, phone_number_id },
    }),
  );

export const renameConnection = (id: Id, name: string) =>
  ok(api.PATCH('/app-connections/{id}', { params: { path: { id } }, body: { name } }));

export const deleteConnection = (id: Id) =>
  ok(api.DELETE('/app-connections/{id}', { params: { path: { id } } }));
