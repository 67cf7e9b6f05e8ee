import { api, ok, once } from './client';
import type { Message } from './types';

export const cancelMessage = ({ id }: Message) =>
  ok(api.POST('/messages/{id}/cancel', { params: { path: { id }, header: once() } }));
