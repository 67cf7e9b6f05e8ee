-- What the composer needs: notes, ready-made replies, files to send, time to take a message back, earlier wordings.
SET ROLE loket_owner;

-- Words among colleagues. A table of its own on purpose: what sends reads messages, and a note is none.
CREATE TABLE app.note (
  workspace_id uuid NOT NULL DEFAULT app.workspace() REFERENCES app.workspace (workspace_id),
  id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  body text NOT NULL CHECK (length(body) BETWEEN 1 AND 8000),
  author jsonb NOT NULL,
  author_id uuid,
  at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, conversation_id) REFERENCES app.conversation (workspace_id, id)
);
CREATE INDEX note_thread ON app.note (workspace_id, conversation_id, at, id);
-- The role that sends moves notes when threads are joined, and cannot read their words.
CALL app.tenantize('app.note', 'SELECT, INSERT, UPDATE, DELETE', 'SELECT (workspace_id, conversation_id), UPDATE (conversation_id)');

CREATE TABLE app.canned_reply (
  workspace_id uuid NOT NULL DEFAULT app.workspace() REFERENCES app.workspace (workspace_id),
  id uuid NOT NULL,
  shortcut text NOT NULL CHECK (length(shortcut) BETWEEN 1 AND 64),
  body text NOT NULL CHECK (length(body) BETWEEN 1 AND 4096),
  created_by text NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, shortcut)
);
CALL app.tenantize('app.canned_reply', 'SELECT, INSERT, UPDATE, DELETE', '');

-- What a message said before its sender changed it.
CREATE TABLE app.message_wording (
  workspace_id uuid NOT NULL DEFAULT app.workspace() REFERENCES app.workspace (workspace_id),
  id uuid NOT NULL,
  message_id uuid NOT NULL,
  content jsonb NOT NULL,
  -- When these words were written, and when others took their place.
  said_at timestamptz NOT NULL,
  replaced_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, message_id) REFERENCES app.message (workspace_id, id)
);
CREATE INDEX message_wording_message ON app.message_wording (workspace_id, message_id, replaced_at);
CALL app.tenantize('app.message_wording', 'SELECT, DELETE', 'SELECT, INSERT, DELETE');

-- A person's message leaves no sooner than this, so that it can be taken back.
ALTER TABLE app.message ADD COLUMN not_before timestamptz;
ALTER TABLE app.workspace ADD COLUMN undo_seconds int NOT NULL DEFAULT 5 CHECK (undo_seconds BETWEEN 0 AND 30);
GRANT UPDATE (undo_seconds) ON app.workspace TO loket_app;

-- Where a file of ours was handed to, and when: the provider keeps it for 30 days, for that number only.
ALTER TABLE app.media ADD COLUMN handing_since timestamptz;
ALTER TABLE app.media ADD COLUMN handed_channel_id uuid;
ALTER TABLE app.media ADD COLUMN handed_at timestamptz;
ALTER TABLE app.media ADD FOREIGN KEY (workspace_id, handed_channel_id) REFERENCES app.channel (workspace_id, id);

-- Courtesies to the customer's phone.
ALTER TABLE app.channel ADD COLUMN read_receipts boolean NOT NULL DEFAULT true;
ALTER TABLE app.channel ADD COLUMN typing_indicator boolean NOT NULL DEFAULT true;
ALTER TABLE app.conversation ADD COLUMN typing_told_at timestamptz;
RESET ROLE;
