-- Long work as people see it: an import, a feed, a document being read. The queue's own rows are in app.job; this row is
-- what is shown, and what a worker that died is continued from. Progress is committed with the effect it counts.
SET ROLE loket_owner;

CREATE TABLE app.long_job (
  workspace_id uuid NOT NULL DEFAULT app.workspace() REFERENCES app.workspace (workspace_id),
  id uuid NOT NULL,
  kind text NOT NULL,
  label text NOT NULL,
  state text NOT NULL CHECK (state IN ('queued', 'running', 'paused', 'finished', 'failed', 'cancelled')),
  done bigint NOT NULL DEFAULT 0 CHECK (done >= 0),
  total bigint CHECK (total >= 0),
  failed bigint NOT NULL DEFAULT 0 CHECK (failed >= 0),
  input jsonb NOT NULL,
  cursor jsonb NOT NULL,
  result jsonb,
  problem jsonb,
  created_by text NOT NULL,
  created_at timestamptz NOT NULL,
  -- When this stretch began and how much was done then: the pace, for the expected end.
  stretch_at timestamptz,
  stretch_done bigint NOT NULL DEFAULT 0,
  updated_at timestamptz NOT NULL,
  ended_at timestamptz,
  PRIMARY KEY (workspace_id, id)
);
CREATE INDEX long_job_recent ON app.long_job (workspace_id, created_at DESC, id DESC);
CREATE INDEX long_job_active ON app.long_job (workspace_id) WHERE state IN ('queued', 'running', 'paused');
CALL app.tenantize('app.long_job', 'SELECT, INSERT, UPDATE', 'SELECT, INSERT, UPDATE');

-- What an import read so far; it becomes one version of the knowledge, whole, at the end.
CREATE TABLE app.staged_row (
  workspace_id uuid NOT NULL DEFAULT app.workspace() REFERENCES app.workspace (workspace_id),
  job_id uuid NOT NULL,
  n bigint NOT NULL,
  content jsonb NOT NULL,
  PRIMARY KEY (workspace_id, job_id, n),
  FOREIGN KEY (workspace_id, job_id) REFERENCES app.long_job (workspace_id, id) ON DELETE CASCADE
);
CALL app.tenantize('app.staged_row', 'SELECT, DELETE', 'SELECT, INSERT, DELETE');
RESET ROLE;
