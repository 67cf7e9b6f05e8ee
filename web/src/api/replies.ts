import type { CannedReply, CannedText } from './canned';
import { api, ok, once } from './client';
import type { Id } from './types';

export const makeReply = (text: CannedText, key: string): Promise<CannedReply> =>
  ok(api.POST('/canned-replies', { params: { header: once(key) }, body: text }));

export const changeReply = (id: Id, text: CannedText): Promise<CannedReply> =>
  ok(api.PUT('/canned-replies/{id}', { params: { path: { id } }, body: text }));

export const deleteReply = (id: Id) => ok(api.DELETE('/canned-replies/{id}', { params: { path: { id } } }));

/** How long a message can be taken back. */
export const setUndoSeconds = (undo_seconds: number) =>
  ok(api.PUT('/settings/composer', { body: { undo_seconds } }));
