/**
 * The shapes of the public API. The one place to replace when `schema.d.ts` is generated:
 * keep these names, let them point at `components['schemas']`.
 */
export type Time = string;
export type Id = string;

export type Role = 'owner' | 'communications_admin' | 'agent' | 'viewer' | 'reviewer';

export interface Workspace {
  id: Id;
  name: string;
  role: Role;
  partner: { id: Id; name: string };
  simulated: boolean;
}

export interface Me {
  person: { id: Id; name: string; email: string };
  workspaces: Workspace[];
  partners: { id: Id; name: string }[];
}

export interface About {
  name: string;
  version: string;
  brand: { name: string; colors?: { accent?: string } };
  sandbox: { enabled: boolean; phone_url: string | null };
  languages: string[];
}

export interface Reason {
  code: string;
  title: string;
  hint: string;
  action: string;
}

/** RFC 9457, with what a person needs to go on. `instance` is the reference id. */
export interface Problem {
  type?: string;
  status: number;
  code: string;
  title: string;
  detail?: string | null;
  hint?: string | null;
  action?: string | null;
  instance?: string | null;
  reasons?: Reason[];
  fields?: { field: string; problem: string }[];
  retry_after_s?: number;
  draft?: Draft;
}

export interface Page<T> {
  items: T[];
  next_cursor: string | null;
}

export type View = 'all' | 'unanswered' | 'waiting' | 'held' | 'closing' | 'failed' | 'unread';
export type Counts = Record<View, number>;

export type Window =
  | { state: 'never_opened' }
  | { state: 'open'; closes_at: Time }
  | { state: 'closed'; closed_at: Time };

export type Verdict =
  | { verdict: 'admit'; as: 'free_form' | 'template'; simulated: boolean }
  | { verdict: 'refuse'; reasons: Reason[] };

export type ReplyMode = 'off' | 'draft_only' | 'auto_send';
export type Consent = 'none' | 'opted_in' | 'opted_out';

export interface ConversationRow {
  id: Id;
  contact: { id: Id; name: string; phone_hint: string | null; username: string | null };
  channel: { id: Id; kind: string; name: string; display: string; simulated: boolean };
  last: {
    at: Time;
    direction: 'in' | 'out';
    kind: string;
    preview: string;
    status: DeliveryState | null;
  } | null;
  unread: number;
  window: Window;
  draft: { id: Id; state: DraftState } | null;
  failed: boolean;
  unknown: boolean;
  consent: Consent;
  mode: ReplyMode;
  human_has_floor: boolean;
  updated_at: Time;
}

export interface Contact {
  id: Id;
  name: string;
  identities: { kind: 'phone' | 'user_id' | 'parent_user_id' | 'username'; value: string }[];
  consent: Consent;
  first_seen_at: Time;
}

export interface ConsentRecord {
  state: Consent;
  source: string;
  at: Time;
  proof: string | null;
}

export interface ContactDetail extends Contact {
  conversations: Id[];
  consents: ConsentRecord[];
}

export interface ConversationDetail extends Omit<ConversationRow, 'contact' | 'draft'> {
  contact: Contact & Partial<Pick<ConversationRow['contact'], 'phone_hint' | 'username'>>;
  verdicts: { free_form: Verdict; template: Verdict };
  draft: Draft | null;
  assignee: { id: Id; name: string } | null;
}

export type MediaKind = 'image' | 'video' | 'audio' | 'document' | 'sticker';

export type Content =
  | { type: 'text'; body: string }
  | {
      type: 'media';
      kind: MediaKind;
      provider_id?: string | null;
      media_id?: Id | null;
      mime_type?: string | null;
      caption?: string | null;
      filename?: string | null;
      voice?: boolean;
      animated?: boolean;
    }
  | {
      type: 'location';
      latitude: number;
      longitude: number;
      name?: string | null;
      address?: string | null;
      url?: string | null;
    }
  | { type: 'contacts'; cards: { name: string; phones: string[]; emails: string[]; own?: boolean }[] }
  | {
      type: 'choice';
      source: 'button' | 'list' | 'template_button' | 'flow' | 'call_permission' | 'other';
      id?: string | null;
      title: string;
      description?: string | null;
      answers?: unknown;
    }
  | { type: 'reaction'; target: string; emoji?: string | null }
  | {
      type: 'order';
      catalog_id?: string | null;
      note?: string | null;
      items: { product_id: string; quantity: number; price?: string | null; currency?: string | null }[];
    }
  | { type: 'welcome' }
  | { type: 'system'; event: string; body?: string | null }
  | {
      type: 'template';
      name: string;
      language: string;
      header?: string | null;
      body: string;
      footer?: string | null;
      buttons: string[];
      template_id?: string | null;
    }
  | { type: 'interactive'; kind: string; body: string; choices: string[]; payload?: unknown }
  | { type: 'unsupported'; kind: string; note?: string | null; raw?: unknown }
  | { type: 'deleted' };

export type DeliveryState =
  | 'queued'
  | 'sending'
  | 'accepted'
  | 'sent'
  | 'delivered'
  | 'read'
  | 'played'
  | 'failed'
  | 'unknown'
  | 'canceled';

export interface Failure {
  code: number | string;
  class: string;
  title: string;
  hint: string;
  action: string;
  details: string | null;
}

export interface Delivery {
  state: DeliveryState;
  times: Partial<Record<'accepted' | 'sent' | 'delivered' | 'read' | 'played' | 'failed', Time | null>>;
  provider_id: string | null;
  template: { name: string; language: string; id: string | null } | null;
  failure: Failure | null;
  pricing?: unknown;
}

export interface Message {
  id: Id;
  conversation_id: Id;
  direction: 'in' | 'out';
  at: Time;
  received_at: Time;
  kind: string;
  content: Content;
  context: {
    quoted: {
      id: Id | null;
      provider_id: string;
      preview: string | null;
      direction: 'in' | 'out' | null;
    } | null;
    forwarded: boolean;
    frequently_forwarded: boolean;
    product?: unknown;
  };
  edited_at: Time | null;
  deleted_at: Time | null;
  reactions: { emoji: string; by: 'contact' | 'business' }[];
  author: {
    kind: 'person' | 'rule' | 'api' | 'system';
    name: string | null;
    approved_by: string | null;
  } | null;
  delivery: Delivery | null;
  simulated: boolean;
  draft_id: Id | null;
  sources: number;
  errors: { code: number | string; title: string; hint?: string | null; details?: string | null }[];
}

export interface MessagePage {
  items: Message[];
  older_cursor: string | null;
  newer_cursor: string | null;
}

export type DraftState =
  | 'waiting'
  | 'held'
  | 'no_grounding'
  | 'approved'
  | 'auto_sent'
  | 'discarded'
  | 'superseded';

export interface Source {
  id: string;
  kind: 'item' | 'policy' | 'promo' | 'answer' | 'computed';
  title: string;
  passage: string;
  version: number | string;
}

export interface CheckReason {
  code: string;
  title: string;
  detail: string;
  start?: number | null;
  end?: number | null;
}

export interface Check {
  verdict: 'pass' | 'hold' | 'block' | 'none';
  reasons: CheckReason[];
}

export interface Draft {
  id: Id;
  conversation_id: Id;
  version: number;
  state: DraftState;
  text: string;
  original_text: string;
  edited: boolean;
  language: string;
  intent: string;
  reply_to: Id;
  sources: Source[];
  check: Check;
  abstained: { reason: string; hint: string } | null;
  gate: Verdict;
  decided_by: { kind: string; name: string } | null;
  decided_at: Time | null;
  message_id: Id | null;
  created_at: Time;
  updated_at: Time;
}

export type DiscardReason = 'wrong' | 'off_topic' | 'tone' | 'not_needed';
