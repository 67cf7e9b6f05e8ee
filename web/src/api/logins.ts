import { api, ok, once } from './client';
import type { Id } from './types';

/** Ends a sign-in: what came back with it is brought to the server. */
export const finishLogin = (state: string, code: string, key: string) =>
  ok(api.POST('/logins', { params: { header: once(key) }, body: { state, code } }));

export const confirmLogin = (id: Id, key: string) =>
  ok(api.POST('/logins/{id}/confirm', { params: { path: { id }, header: once(key) } }));

export const forgetLogin = (id: Id) => ok(api.DELETE('/logins/{id}', { params: { path: { id } } }));
