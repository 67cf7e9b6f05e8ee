-- A guided proof that a number really sends and receives: one template to a phone of the business's own, and its answer.
SET ROLE loket_owner;
CREATE TABLE app.live_proof (
  workspace_id uuid NOT NULL DEFAULT app.workspace() REFERENCES app.workspace (workspace_id),
  id uuid NOT NULL,
  channel_id uuid NOT NULL,
  -- The template that went out. Whom it went to is known by its thread, and by nothing here.
  message_id uuid NOT NULL,
  state text NOT NULL CHECK (state IN ('running', 'passed', 'failed', 'late', 'canceled')),
  started_at timestamptz NOT NULL,
  accepted_at timestamptz,
  delivered_at timestamptz,
  read_at timestamptz,
  replied_at timestamptz,
  ended_at timestamptz,
  -- Of a simulated provider: it proves nothing.
  simulated boolean NOT NULL,
  PRIMARY KEY (workspace_id, id),
  CHECK ((state = 'running') = (ended_at IS NULL)),
  CHECK (state <> 'passed' OR (accepted_at IS NOT NULL AND delivered_at IS NOT NULL AND replied_at IS NOT NULL)),
  FOREIGN KEY (workspace_id, channel_id) REFERENCES app.channel (workspace_id, id),
  FOREIGN KEY (workspace_id, message_id) REFERENCES app.message (workspace_id, id)
);
-- One at a time for each number.
CREATE UNIQUE INDEX live_proof_running ON app.live_proof (workspace_id, channel_id) WHERE state = 'running';
CREATE INDEX live_proof_latest ON app.live_proof (workspace_id, channel_id, started_at DESC);
CREATE INDEX live_proof_message ON app.live_proof (workspace_id, message_id);
CALL app.tenantize('app.live_proof', 'SELECT, INSERT, UPDATE', 'SELECT, UPDATE');
RESET ROLE;
