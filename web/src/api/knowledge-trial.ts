import { api, ok } from './client';

export const tryKnowledge = (question: string) => ok(api.POST('/knowledge/try', { body: { question } }));
