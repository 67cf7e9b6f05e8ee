-- Channels, people and threads of one workspace.
SET ROLE loket_owner;

CREATE TABLE app.channel (
  workspace_id uuid NOT NULL DEFAULT app.workspace() REFERENCES app.workspace (workspace_id),
  id uuid NOT NULL,
  kind text NOT NULL,
  name text NOT NULL,
  display text NOT NULL,
  external_id text NOT NULL,
  account_id text NOT NULL,
  app_ref uuid NOT NULL,
  connection text NOT NULL CHECK (connection IN ('connected', 'needs_reauth', 'frozen', 'disconnected')),
  reply_mode text NOT NULL DEFAULT 'draft_only' CHECK (reply_mode IN ('off', 'draft_only', 'auto_send')),
  ready boolean NOT NULL DEFAULT false,
  simulated boolean NOT NULL DEFAULT false,
  token_key_id uuid,
  token_sealed bytea,
  token_fingerprint text,
  last_event_at timestamptz,
  created_at timestamptz NOT NULL,
  disconnected_at timestamptz,
  PRIMARY KEY (workspace_id, id)
);
CALL app.tenantize('app.channel', 'SELECT, INSERT, UPDATE', 'SELECT, UPDATE');

CREATE TABLE app.contact (
  workspace_id uuid NOT NULL DEFAULT app.workspace() REFERENCES app.workspace (workspace_id),
  id uuid NOT NULL,
  name text,
  username text,
  consent text NOT NULL DEFAULT 'none' CHECK (consent IN ('none', 'opted_in', 'opted_out')),
  marketing_stopped boolean NOT NULL DEFAULT false,
  wrote_first boolean NOT NULL DEFAULT false,
  merged_into uuid,
  created_at timestamptz NOT NULL,
  erased_at timestamptz,
  PRIMARY KEY (workspace_id, id)
);
CALL app.tenantize('app.contact', 'SELECT, INSERT, UPDATE', 'SELECT, INSERT, UPDATE');

-- A contact is the set of its identities, each with the time it held.
CREATE TABLE app.contact_identity (
  workspace_id uuid NOT NULL DEFAULT app.workspace() REFERENCES app.workspace (workspace_id),
  id uuid NOT NULL,
  contact_id uuid NOT NULL,
  channel_kind text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('user_id', 'parent_user_id', 'phone')),
  value text NOT NULL CHECK (value <> ''),
  since timestamptz NOT NULL,
  ended_at timestamptz,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, contact_id) REFERENCES app.contact (workspace_id, id)
);
CREATE UNIQUE INDEX contact_identity_live ON app.contact_identity (workspace_id, channel_kind, kind, value) WHERE ended_at IS NULL;
CREATE INDEX contact_identity_contact ON app.contact_identity (workspace_id, contact_id);
CALL app.tenantize('app.contact_identity', 'SELECT, INSERT, UPDATE, DELETE', 'SELECT, INSERT, UPDATE');

CREATE TABLE app.conversation (
  workspace_id uuid NOT NULL DEFAULT app.workspace() REFERENCES app.workspace (workspace_id),
  id uuid NOT NULL,
  channel_id uuid NOT NULL,
  contact_id uuid NOT NULL,
  last_customer_at timestamptz,
  window_closed_by_provider_at timestamptz,
  human_has_floor boolean NOT NULL DEFAULT false,
  unread int NOT NULL DEFAULT 0 CHECK (unread >= 0),
  failed int NOT NULL DEFAULT 0 CHECK (failed >= 0),
  last_at timestamptz NOT NULL,
  last_direction text CHECK (last_direction IN ('in', 'out')),
  last_kind text,
  last_preview text,
  last_message_id uuid,
  merged_into uuid,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, channel_id, contact_id),
  FOREIGN KEY (workspace_id, channel_id) REFERENCES app.channel (workspace_id, id),
  FOREIGN KEY (workspace_id, contact_id) REFERENCES app.contact (workspace_id, id)
);
CREATE INDEX conversation_recent ON app.conversation (workspace_id, last_at DESC, id DESC) WHERE merged_into IS NULL;
CREATE INDEX conversation_closing ON app.conversation (workspace_id, last_customer_at) WHERE last_customer_at IS NOT NULL;
CALL app.tenantize('app.conversation', 'SELECT, INSERT, UPDATE', 'SELECT, INSERT, UPDATE');

CREATE TABLE app.message (
  workspace_id uuid NOT NULL DEFAULT app.workspace() REFERENCES app.workspace (workspace_id),
  id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  channel_id uuid NOT NULL,
  direction text NOT NULL CHECK (direction IN ('in', 'out')),
  kind text NOT NULL,
  content jsonb NOT NULL,
  context jsonb NOT NULL DEFAULT '{}',
  referral jsonb,
  errors jsonb NOT NULL DEFAULT '[]',
  provider_id text,
  -- Thread order: the provider's time, then the id, which grows with arrival.
  at timestamptz NOT NULL,
  received_at timestamptz NOT NULL,
  edited_at timestamptz,
  deleted_at timestamptz,
  author jsonb,
  draft_id uuid,
  payload jsonb,
  delivery text CHECK (delivery IN ('queued', 'sending', 'accepted', 'sent', 'delivered', 'read', 'played', 'failed', 'unknown', 'canceled')),
  statuses jsonb NOT NULL DEFAULT '{}',
  failure jsonb,
  pricing jsonb,
  template jsonb,
  read_at timestamptz,
  simulated boolean NOT NULL DEFAULT false,
  PRIMARY KEY (workspace_id, id),
  CHECK ((direction = 'out') = (delivery IS NOT NULL)),
  FOREIGN KEY (workspace_id, conversation_id) REFERENCES app.conversation (workspace_id, id),
  FOREIGN KEY (workspace_id, channel_id) REFERENCES app.channel (workspace_id, id)
);
CREATE UNIQUE INDEX message_provider ON app.message (workspace_id, channel_id, direction, provider_id) WHERE provider_id IS NOT NULL;
CREATE INDEX message_thread ON app.message (workspace_id, conversation_id, at, id);
CREATE INDEX message_open ON app.message (workspace_id, delivery) WHERE delivery IN ('queued', 'sending', 'unknown', 'failed');
CALL app.tenantize('app.message', 'SELECT, INSERT, UPDATE', 'SELECT, INSERT, UPDATE');

CREATE TABLE app.reaction (
  workspace_id uuid NOT NULL DEFAULT app.workspace() REFERENCES app.workspace (workspace_id),
  conversation_id uuid NOT NULL,
  target text NOT NULL,
  by text NOT NULL CHECK (by IN ('contact', 'business')),
  emoji text,
  at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, conversation_id, target, by),
  FOREIGN KEY (workspace_id, conversation_id) REFERENCES app.conversation (workspace_id, id)
);
CALL app.tenantize('app.reaction', 'SELECT, INSERT, UPDATE', 'SELECT, INSERT, UPDATE');

-- One row per try to send, committed before the first byte leaves. attempt_no is the fencing token.
CREATE TABLE app.attempt (
  workspace_id uuid NOT NULL DEFAULT app.workspace() REFERENCES app.workspace (workspace_id),
  id uuid NOT NULL,
  message_id uuid NOT NULL,
  attempt_no int NOT NULL CHECK (attempt_no > 0),
  state text NOT NULL CHECK (state IN ('inflight', 'accepted', 'rejected', 'not_sent', 'unknown')),
  cause text NOT NULL CHECK (cause IN ('first', 'proven_not_sent', 'human_after_unknown', 'human_after_failure')),
  verdict jsonb NOT NULL,
  deadline timestamptz NOT NULL,
  started_at timestamptz NOT NULL,
  finished_at timestamptz,
  outcome jsonb,
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, message_id, attempt_no),
  FOREIGN KEY (workspace_id, message_id) REFERENCES app.message (workspace_id, id)
);
CREATE INDEX attempt_inflight ON app.attempt (workspace_id, deadline) WHERE state = 'inflight';
CALL app.tenantize('app.attempt', 'SELECT', 'SELECT, INSERT, UPDATE');

-- Statuses that name a message we do not know yet; joined when it becomes known.
CREATE TABLE app.parked_status (
  workspace_id uuid NOT NULL DEFAULT app.workspace() REFERENCES app.workspace (workspace_id),
  id uuid NOT NULL,
  channel_id uuid NOT NULL,
  provider_id text NOT NULL,
  status text NOT NULL,
  at timestamptz NOT NULL,
  detail jsonb NOT NULL,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, channel_id) REFERENCES app.channel (workspace_id, id)
);
CREATE INDEX parked_status_provider ON app.parked_status (workspace_id, channel_id, provider_id);
CALL app.tenantize('app.parked_status', 'SELECT', 'SELECT, INSERT, DELETE');

CREATE TABLE app.bucket (
  workspace_id uuid NOT NULL DEFAULT app.workspace() REFERENCES app.workspace (workspace_id),
  key text NOT NULL,
  tokens double precision NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, key)
);
CALL app.tenantize('app.bucket', '', 'SELECT, INSERT, UPDATE');

CREATE TABLE app.draft (
  workspace_id uuid NOT NULL DEFAULT app.workspace() REFERENCES app.workspace (workspace_id),
  id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  reply_to uuid NOT NULL,
  version int NOT NULL DEFAULT 1 CHECK (version > 0),
  state text NOT NULL CHECK (state IN ('waiting', 'held', 'no_grounding', 'approved', 'auto_sent', 'discarded', 'superseded')),
  text text NOT NULL,
  original_text text NOT NULL,
  language text NOT NULL,
  intent text NOT NULL,
  sources jsonb NOT NULL,
  document jsonb NOT NULL,
  verdict jsonb NOT NULL,
  abstained jsonb,
  decided_by jsonb,
  decided_at timestamptz,
  message_id uuid,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, conversation_id) REFERENCES app.conversation (workspace_id, id),
  FOREIGN KEY (workspace_id, reply_to) REFERENCES app.message (workspace_id, id)
);
CREATE UNIQUE INDEX draft_open ON app.draft (workspace_id, conversation_id) WHERE state IN ('waiting', 'held', 'no_grounding');
CREATE INDEX draft_recent ON app.draft (workspace_id, created_at DESC, id DESC);
CREATE INDEX draft_conversation ON app.draft (workspace_id, conversation_id, created_at DESC);
CALL app.tenantize('app.draft', 'SELECT, INSERT, UPDATE', 'SELECT, INSERT, UPDATE');

CREATE TABLE app.template (
  workspace_id uuid NOT NULL DEFAULT app.workspace() REFERENCES app.workspace (workspace_id),
  id uuid NOT NULL,
  channel_id uuid NOT NULL,
  name text NOT NULL,
  language text NOT NULL,
  status text NOT NULL,
  category text NOT NULL,
  provider_id text,
  definition jsonb NOT NULL,
  synced_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, channel_id, name, language),
  FOREIGN KEY (workspace_id, channel_id) REFERENCES app.channel (workspace_id, id)
);
CALL app.tenantize('app.template', 'SELECT, INSERT, UPDATE, DELETE', 'SELECT, INSERT, UPDATE, DELETE');

CREATE TABLE app.knowledge (
  workspace_id uuid NOT NULL DEFAULT app.workspace() REFERENCES app.workspace (workspace_id),
  version int NOT NULL,
  document jsonb NOT NULL,
  created_by text NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, version)
);
CALL app.tenantize('app.knowledge', 'SELECT, INSERT', 'SELECT');

CREATE TABLE app.consent_entry (
  workspace_id uuid NOT NULL DEFAULT app.workspace() REFERENCES app.workspace (workspace_id),
  id uuid NOT NULL,
  contact_id uuid NOT NULL,
  state text NOT NULL CHECK (state IN ('none', 'opted_in', 'opted_out')),
  source text NOT NULL,
  message_id uuid,
  note text,
  at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, contact_id) REFERENCES app.contact (workspace_id, id)
);
CREATE INDEX consent_contact ON app.consent_entry (workspace_id, contact_id, at);
CALL app.tenantize('app.consent_entry', 'SELECT, INSERT', 'SELECT, INSERT');

CREATE TABLE app.media (
  workspace_id uuid NOT NULL DEFAULT app.workspace() REFERENCES app.workspace (workspace_id),
  id uuid NOT NULL,
  message_id uuid,
  provider_id text,
  state text NOT NULL CHECK (state IN ('wanted', 'stored', 'failed', 'erased')),
  mime_type text,
  sha256 text,
  size bigint,
  filename text,
  problem text,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, message_id) REFERENCES app.message (workspace_id, id)
);
CALL app.tenantize('app.media', 'SELECT, INSERT, UPDATE', 'SELECT, INSERT, UPDATE');

CREATE TABLE app.idempotency (
  workspace_id uuid NOT NULL DEFAULT app.workspace() REFERENCES app.workspace (workspace_id),
  key text NOT NULL CHECK (length(key) BETWEEN 1 AND 255),
  request_hash bytea NOT NULL,
  status int,
  response jsonb,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, key)
);
CALL app.tenantize('app.idempotency', 'SELECT, INSERT, UPDATE, DELETE', '');
RESET ROLE;
