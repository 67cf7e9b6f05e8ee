-- Knowledge as people keep it: what each version changed, where sources were used, feeds, and documents that are read.
SET ROLE loket_owner;

-- What a version changed and why, so that the list of versions needs no comparing.
ALTER TABLE app.knowledge ADD COLUMN change jsonb NOT NULL DEFAULT '{}';
-- Imports, feeds and documents end in a version that a worker writes.
GRANT INSERT ON app.knowledge TO loket_worker;

-- Which draft stands on which source, in which version.
CREATE TABLE app.knowledge_use (
  workspace_id uuid NOT NULL DEFAULT app.workspace() REFERENCES app.workspace (workspace_id),
  source text NOT NULL,
  draft_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  version int NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, source, draft_id),
  FOREIGN KEY (workspace_id, draft_id) REFERENCES app.draft (workspace_id, id),
  FOREIGN KEY (workspace_id, conversation_id) REFERENCES app.conversation (workspace_id, id)
);
CREATE INDEX knowledge_use_recent ON app.knowledge_use (workspace_id, source, at DESC);
CALL app.tenantize('app.knowledge_use', 'SELECT, INSERT', 'SELECT, INSERT');

CREATE TABLE app.knowledge_feed (
  workspace_id uuid NOT NULL DEFAULT app.workspace() REFERENCES app.workspace (workspace_id),
  id uuid NOT NULL,
  url text NOT NULL,
  mapping jsonb NOT NULL,
  remove_missing boolean NOT NULL DEFAULT false,
  every_minutes int NOT NULL CHECK (every_minutes > 0),
  active boolean NOT NULL DEFAULT true,
  -- Grows with every change of the schedule; an older tick ends silently.
  turn int NOT NULL DEFAULT 1,
  -- The job of the last fetch; its row says how it went.
  last_job uuid,
  last_good_at timestamptz,
  created_by text NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, last_job) REFERENCES app.long_job (workspace_id, id)
);
CALL app.tenantize('app.knowledge_feed', 'SELECT, INSERT, UPDATE, DELETE', 'SELECT, UPDATE');

-- A policy document: the original stays as a file, what was read of it waits for a person.
CREATE TABLE app.knowledge_document (
  workspace_id uuid NOT NULL DEFAULT app.workspace() REFERENCES app.workspace (workspace_id),
  id uuid NOT NULL,
  name text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('markdown', 'pdf', 'docx')),
  media_id uuid NOT NULL,
  job_id uuid,
  state text NOT NULL CHECK (state IN ('reading', 'read', 'published', 'failed', 'replaced', 'removed')),
  passages jsonb NOT NULL DEFAULT '[]',
  problem jsonb,
  replaces uuid,
  published_version int,
  created_by text NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, media_id) REFERENCES app.media (workspace_id, id),
  FOREIGN KEY (workspace_id, job_id) REFERENCES app.long_job (workspace_id, id),
  FOREIGN KEY (workspace_id, replaces) REFERENCES app.knowledge_document (workspace_id, id)
);
CALL app.tenantize('app.knowledge_document', 'SELECT, INSERT, UPDATE', 'SELECT, UPDATE');
RESET ROLE;
