/** The shapes of the public API under the names the desk uses. The server's own description is `schema.d.ts`. */
import type { components } from './schema';

type Schemas = components['schemas'];

export type Time = string;
export type Id = string;

export type Me = Schemas['Me'];
export type Workspace = Schemas['MyWorkspace'];
export type Role = Schemas['MemberRole'];
export type Brand = Schemas['Brand'];

export type Reason = Schemas['Reason'];
/** RFC 9457. Not every failure is ours to describe: what a proxy answers has no more than a status. */
export type Problem = Partial<Schemas['Problem']> & Pick<Schemas['Problem'], 'status' | 'code' | 'title'>;

export interface Page<T> {
  items: T[];
  next_cursor?: string | null;
}

export type Counts = Schemas['Counts'];
export type View = keyof Counts;

export type Window = Schemas['Window'];
export type Verdict = Schemas['Verdict'];
export type ReplyMode = Schemas['ReplyMode'];
export type Consent = Schemas['Consent'];

export type ConversationRow = Schemas['ConversationRow'];
export type ConversationDetail = Schemas['ConversationDetail'];
export type Contact = Schemas['Contact'];
export type ContactDetail = Schemas['ContactDetail'];

export type Content = Schemas['Content'];
export type MediaKind = Schemas['MediaKind'];
export type Message = Schemas['Message'];
export type MessagePage = Schemas['MessagePage'];
export type DeliveryState = Schemas['DeliveryState'];
export type Failure = Schemas['Failure'];

export type Draft = Schemas['Draft'];
/** A draft that waits, with its conversation. */
export type QueuedDraft = Schemas['QueuedDraft'];
export type DraftState = Schemas['DraftState'];
export type Source = Schemas['Source'];
export type Check = Schemas['Check'];
export type CheckReason = Schemas['CheckReason'];
export type DiscardReason = Schemas['DiscardReason'];
