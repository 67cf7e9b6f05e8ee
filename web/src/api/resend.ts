import { api, ok, once } from './client';
import type { components } from './schema';
import type { Id } from './types';

type After = components['schemas']['ResendBody']['after'];

export const resendMessage = (id: Id, after: After, key: string) =>
  ok(api.POST('/messages/{id}/resend', { params: { path: { id }, header: once(key) }, body: { after } }));
