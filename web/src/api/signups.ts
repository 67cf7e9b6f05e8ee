import { api, ok, once } from './client';
import type { Id } from './types';

export const chooseNumber = (signup: Id, phone_number_id: string, key: string) =>
  ok(
    api.POST('/signups/{id}/number', {
      params: { path: { id: signup }, header: once(key) },
      body: { phone_number_id },
    }),
  );

export const retrySignup = (id: Id, key: string) =>
  ok(api.POST('/signups/{id}/retry', { params: { path: { id }, header: once(key) } }));

export const undoSignup = (id: Id) => ok(api.DELETE('/signups/{id}', { params: { path: { id } } }));
