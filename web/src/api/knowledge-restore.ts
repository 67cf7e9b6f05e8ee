import { api, ok, once } from './client';

export const restoreKnowledge = (version: number) =>
  ok(api.POST('/knowledge/restore', { params: { header: once() }, body: { version } }));
