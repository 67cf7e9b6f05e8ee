import { api, ok } from './client';
import type { Id } from './types';

export const stopDrafting = (conversation: Id) =>
  ok(api.POST('/conversations/{id}/drafts/stop', { params: { path: { id: conversation } } }));
