import type { KeyScope } from './account';
import { api, ok, once } from './client';
import type { Id } from './types';

export const makeApiKey = (body: { name: string; scopes: KeyScope[] }) =>
  ok(api.POST('/api-keys', { params: { header: once() }, body }));

export const revokeApiKey = (id: Id) => ok(api.DELETE('/api-keys/{id}', { params: { path: { id } } }));
