/**
 * The paths of the public API for `openapi-fetch`. When the server's `openapi.json` is there,
 * `npm run gen:api` writes `schema.d.ts` and this file becomes one line that re-exports it.
 */
import type {
  About,
  ContactDetail,
  ConversationDetail,
  ConversationRow,
  Counts,
  DiscardReason,
  Draft,
  Me,
  Message,
  MessagePage,
  Page,
  Problem,
  ReplyMode,
  View,
} from './types';
import type {
  Channel,
  Entry,
  Head,
  Knowledge,
  KnowledgeDocument,
  ManualChannel,
  NewReply,
  Template,
  Trial,
  Verification,
} from './types-admin';

interface Json<T> {
  headers: Record<string, unknown>;
  content: { 'application/json': T };
}
interface Wrong {
  headers: Record<string, unknown>;
  content: { 'application/problem+json': Problem };
}
interface Answers<T> {
  200: Json<T>;
  default: Wrong;
}
interface Bare {
  query?: never;
  header?: never;
  path?: never;
  cookie?: never;
}
interface ById extends Omit<Bare, 'path'> {
  path: { id: string };
}
interface Query<Q> extends Omit<Bare, 'query'> {
  query?: Q;
}
interface Keyed extends Omit<Bare, 'header'> {
  header?: { 'Idempotency-Key'?: string };
}
interface KeyedById extends Omit<ById, 'header'> {
  header?: { 'Idempotency-Key'?: string };
}
interface Read<P, T> {
  parameters: P;
  requestBody?: never;
  responses: Answers<T>;
}
interface Write<P, B, T> {
  parameters: P;
  requestBody: { content: { 'application/json': B } };
  responses: Answers<T>;
}
type Act<P, T> = Read<P, T>;
interface Cursor {
  cursor?: string;
  limit?: number;
}
type Decision = { draft: Draft; message: Message };

export interface paths {
  '/about': { get: Read<Bare, About> };
  '/session': {
    get: Read<Bare, Me>;
    post: Write<Bare, { email: string; password: string }, Me>;
    delete: Act<Bare, undefined>;
  };
  '/conversations': { get: Read<Query<Cursor & { view?: View; q?: string }>, Page<ConversationRow>> };
  '/conversations/counts': { get: Read<Bare, Counts> };
  '/conversations/{id}': { get: Read<ById, ConversationDetail> };
  '/conversations/{id}/messages': {
    get: Read<
      Omit<ById, 'query'> & { query?: { before?: string; after?: string; limit?: number } },
      MessagePage
    >;
  };
  '/conversations/{id}/replies': { post: Write<KeyedById, NewReply, Message> };
  '/conversations/{id}/read': { post: Act<ById, undefined> };
  '/conversations/{id}/floor': { post: Write<ById, { human: boolean }, ConversationDetail> };
  '/conversations/{id}/drafts': { post: Act<KeyedById, { queued: boolean }> };
  '/messages/{id}': { get: Read<ById, Message> };
  '/messages/{id}/resend': { post: Write<KeyedById, { after: 'unknown' | 'failed' }, Message> };
  '/messages/{id}/evidence': { get: Read<ById, { items: Entry[] }> };
  '/drafts': {
    get: Read<Query<Cursor & { state?: 'open' | 'waiting' | 'held' | 'no_grounding' }>, Page<Draft>>;
  };
  '/drafts/{id}': { get: Read<ById, Draft> };
  '/drafts/{id}/approve': { post: Write<KeyedById, { version: number; override?: boolean }, Decision> };
  '/drafts/{id}/edit': { post: Write<KeyedById, { version: number; text: string }, Draft> };
  '/drafts/{id}/discard': { post: Write<KeyedById, { version: number; reason: DiscardReason }, Draft> };
  '/evidence': { get: Read<Query<{ after_seq?: number; limit?: number }>, { items: Entry[]; head: Head }> };
  '/evidence/verify': { get: Read<Bare, Verification> };
  '/channels': { get: Read<Bare, { items: Channel[] }> };
  '/channels/manual': { post: Write<Keyed, ManualChannel, Channel> };
  '/channels/{id}': {
    patch: Write<ById, { name?: string; reply_mode?: ReplyMode }, Channel>;
    delete: Act<ById, unknown>;
  };
  '/templates': { get: Read<Query<{ channel_id?: string }>, { items: Template[] }> };
  '/templates/sync': { post: Write<Bare, { channel_id: string }, { synced: number }> };
  '/knowledge': {
    get: Read<Bare, Knowledge>;
    put: Write<Bare, { document: KnowledgeDocument }, Knowledge>;
  };
  '/knowledge/try': { post: Write<Bare, { question: string; language?: string }, Trial> };
  '/contacts/{id}': { get: Read<ById, ContactDetail>; delete: Act<ById, unknown> };
  '/consents': {
    post: Write<
      Keyed,
      { contact_id: string; state: 'opted_in' | 'opted_out'; source: string; note?: string },
      unknown
    >;
  };
}
