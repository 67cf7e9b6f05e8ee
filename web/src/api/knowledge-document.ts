import { api, ok } from './client';
import type { KnowledgeDocument } from './types-admin';

/** The description knows an object, not what is in it. */
export const saveKnowledge = (document: KnowledgeDocument) =>
  ok(api.PUT('/knowledge', { body: { document: document as Record<string, never> } }));
