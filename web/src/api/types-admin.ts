/** Shapes of evidence, channels, templates, knowledge and live events. Same rule as `types.ts`. */
import type { components } from './schema';
import type { Id, Time } from './types';

type Schemas = components['schemas'];

export type Entry = Schemas['EvidenceEntry'];
export type Head = Schemas['EvidenceHead'];
export type Verification = Schemas['Verification'];

export type Channel = Schemas['Channel'];
export type ChannelDefaults = Schemas['ChannelDefaults'];
export type ChannelHealth = Schemas['ChannelHealth'];
export type ReadinessRow = Schemas['ReadinessRow'];
export type ManualChannel = Schemas['NewChannel'];

export type Template = Schemas['Template'];
export type NewReply = Schemas['NewReply'];

/** The values of a template; the pairs are tuples, which the description cannot say. */
export interface TemplateValues {
  header: [string, string][];
  header_media: string | null;
  header_media_id: string | null;
  body: [string, string][];
  buttons: [number, string][];
}

export type Knowledge = Schemas['Knowledge'];
export type Trial = Schemas['Trial'];
/** Open on purpose: the grounding crate owns the parts; the desk shows the words it finds. */
export type KnowledgeRow = Record<string, unknown>;
export type KnowledgeDocument = Partial<Record<'items' | 'policies' | 'promo' | 'answers', KnowledgeRow[]>> &
  Record<string, unknown>;

type EventKind =
  | 'message.created'
  | 'message.updated'
  | 'conversation.updated'
  | 'draft.updated'
  | 'channel.updated'
  | 'template.updated'
  | 'knowledge.updated'
  | 'label.updated'
  | 'contact.updated'
  | 'availability.updated'
  | 'assignment.updated'
  | 'job.updated'
  | 'mention.updated'
  | 'alert.updated'
  | 'note.updated'
  | 'canned_reply.updated'
  | 'composer.updated';

export interface LiveEvent {
  type: 'event';
  seq: number;
  kind: EventKind;
  conversation_id?: Id;
  message_id?: Id;
  draft_id?: Id;
  at: Time;
}

export interface Presence {
  type: 'presence';
  conversation_id: Id;
  person: { id: Id; name: string };
  doing: 'typing' | 'viewing' | 'gone';
  expires_in_s: number;
}

export type Frame =
  | { type: 'hello'; seq: number; resumed: boolean }
  /** The clock was moved, in a sandbox whose time is played. */
  | { type: 'clock'; now: Time }
  | LiveEvent
  | Presence;
