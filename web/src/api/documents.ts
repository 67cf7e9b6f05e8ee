import { api, ok, once } from './client';
import type { Passage } from './knowledge';
import type { Id } from './types';

export const keepDocument = (id: Id, passages: Passage[], publish: boolean) =>
  ok(api.PUT('/documents/{id}', { params: { path: { id }, header: once() }, body: { passages, publish } }));

export const deleteDocument = (id: Id) => ok(api.DELETE('/documents/{id}', { params: { path: { id } } }));
