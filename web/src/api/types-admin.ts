/** Shapes of evidence, channels, templates, knowledge and live events. Same rule as `types.ts`. */
import type { Check, Id, ReplyMode, Source, Time } from './types';

export interface Entry {
  seq: number;
  at: Time;
  kind: string;
  subject: string;
  actor: string;
  actor_name: string | null;
  summary: string;
  payload: unknown;
  erased: boolean;
  prev: string;
  hash: string;
  commit: string;
  salt: string | null;
}

export interface Head {
  seq: number;
  hash: string;
}

export interface Verification {
  ok: boolean;
  entries: number;
  erased: number;
  first_broken: { seq: number; reason: string } | null;
  head: Head;
  checkpoint: { seq: number; at: Time; key_id: string } | null;
}

export interface Channel {
  id: Id;
  kind: string;
  name: string;
  display: string;
  phone_number_id: string | null;
  waba_id: string | null;
  connection: 'connected' | 'needs_reauth' | 'frozen' | 'disconnected';
  reply_mode: ReplyMode;
  ready: boolean;
  simulated: boolean;
  token: { fingerprint: string | null };
  webhook: { url: string; app_ref: string | null; last_event_at: Time | null };
  created_at: Time;
}

export interface ManualChannel {
  kind: 'whatsapp';
  name: string;
  phone_number_id: string;
  waba_id: string;
  display: string;
  token: string;
  app_id?: string;
  app_secret?: string;
}

export type TemplateHeader =
  | { format: 'none' }
  | { format: 'text'; text: string }
  | { format: 'media'; kind: string };

export interface TemplateButton {
  kind: string;
  text: string;
  url?: string | null;
}

export interface Template {
  id: Id;
  channel_id: Id;
  name: string;
  language: string;
  category: string;
  status: string;
  named: boolean;
  header: TemplateHeader;
  body: string;
  footer: string | null;
  buttons: TemplateButton[];
  variables: { header: string[]; body: string[]; buttons: { index: number; text: string }[] };
  synced_at: Time;
}

export interface TemplateValues {
  header?: [string, string][];
  header_media?: string;
  body: [string, string][];
  buttons?: [number, string][];
}

export type NewReply =
  | { type: 'text'; text: string; quote?: Id }
  | { type: 'template'; template: { name: string; language: string; values: TemplateValues } }
  | { type: 'reaction'; message_id: Id; emoji: string | null };

/** Open on purpose: the grounding crate owns the parts; the desk shows the words it knows. */
export type KnowledgeRow = Record<string, unknown>;

export interface KnowledgeDocument {
  business?: KnowledgeRow | string;
  currency?: string;
  timezone?: string;
  items?: KnowledgeRow[];
  policies?: KnowledgeRow[];
  promo?: KnowledgeRow[];
  answers?: KnowledgeRow[];
  [other: string]: unknown;
}

export interface Knowledge {
  document: KnowledgeDocument;
  version: number;
  updated_at: Time;
}

export interface Trial {
  outcome: string;
  text: string | null;
  sources: Source[];
  check: Check;
  intent: string;
  language: string;
}

export type EventKind =
  | 'message.created'
  | 'message.updated'
  | 'conversation.updated'
  | 'draft.updated'
  | 'channel.updated'
  | 'template.updated'
  | 'knowledge.updated';

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
  doing: 'typing' | 'viewing';
  expires_in_s: number;
}

export type Frame = { type: 'hello'; seq: number; resumed: boolean } | LiveEvent | Presence;
