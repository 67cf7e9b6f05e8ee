-- A run of the provider's sign-up, from its token to a number that works here. Before the token there is no row: who
-- closes the dialog leaves nothing.
SET ROLE loket_owner;

CREATE TABLE app.signup (
  workspace_id uuid NOT NULL DEFAULT app.workspace() REFERENCES app.workspace (workspace_id),
  id uuid NOT NULL,
  app_ref uuid NOT NULL,
  account_id text NOT NULL CHECK (length(account_id) BETWEEN 1 AND 64),
  -- Absent while the account has no number, or several.
  channel_id uuid,
  -- Only until there is a channel, which then holds it.
  token_key_id uuid,
  token_sealed bytea,
  grantor bytea CHECK (length(grantor) = 32),
  step text NOT NULL CHECK (step IN ('exchanged', 'stored', 'subscribed', 'synced')),
  problem_title text,
  problem_hint text,
  simulated boolean NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, channel_id) REFERENCES app.channel (workspace_id, id),
  CHECK ((channel_id IS NULL) = (step = 'exchanged')),
  CHECK ((problem_title IS NULL) = (problem_hint IS NULL)),
  CHECK ((token_sealed IS NULL) = (token_key_id IS NULL))
);
CREATE INDEX signup_grantor ON app.signup (grantor) WHERE grantor IS NOT NULL;
CREATE INDEX signup_channel ON app.signup (workspace_id, channel_id);
CALL app.tenantize('app.signup', 'SELECT, INSERT, UPDATE, DELETE', '');
-- Whom a request to leave is about is found before any workspace is known.
DROP POLICY workspace_floor ON app.signup;
CREATE POLICY workspace_floor ON app.signup AS RESTRICTIVE FOR ALL TO loket_app, loket_worker
  USING (workspace_id = app.workspace()) WITH CHECK (workspace_id = app.workspace());
CREATE POLICY platform_r ON app.signup FOR SELECT TO loket_platform USING (true);
GRANT SELECT (workspace_id, id, grantor) ON app.signup TO loket_platform;
RESET ROLE;
