-- A person's permission to work with their business accounts, given at the provider: it outlives the numbers that were
-- connected with it, and is renewed in one place. Before its token there is no row: who closes the dialog leaves nothing.
SET ROLE loket_owner;

CREATE TABLE app.app_connection (
  workspace_id uuid NOT NULL DEFAULT app.workspace() REFERENCES app.workspace (workspace_id),
  id uuid NOT NULL,
  app_ref uuid NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
  status text NOT NULL CHECK (status IN ('pending', 'active', 'needs_reauth', 'ended')),
  -- Why somebody has to agree again.
  reason text CHECK (reason IN ('ends_soon', 'data_access', 'expired', 'refused', 'permissions')),
  -- Who agreed; gone once they left.
  authorizer text CHECK (length(authorizer) BETWEEN 1 AND 200),
  -- The account that was chosen; absent until then.
  account_id text CHECK (length(account_id) BETWEEN 1 AND 64),
  account_name text CHECK (length(account_name) BETWEEN 1 AND 200),
  -- Each permission with the objects it is for; null there: for all.
  granted jsonb NOT NULL,
  expires_at timestamptz,
  data_access_expires_at timestamptz,
  refreshable boolean NOT NULL,
  token_key_id uuid,
  token_sealed bytea,
  grantor bytea CHECK (length(grantor) = 32),
  authorized_at timestamptz NOT NULL,
  checked_at timestamptz NOT NULL,
  renewal_tried_at timestamptz,
  simulated boolean NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id),
  CHECK ((status = 'needs_reauth') = (reason IS NOT NULL)),
  CHECK ((account_id IS NULL) = (account_name IS NULL)),
  CHECK ((token_sealed IS NULL) = (token_key_id IS NULL)),
  CHECK ((token_sealed IS NULL) = (status = 'ended'))
);
CREATE INDEX app_connection_grantor ON app.app_connection (grantor) WHERE grantor IS NOT NULL;
CALL app.tenantize('app.app_connection', 'SELECT, INSERT, UPDATE, DELETE', 'SELECT, UPDATE (status, reason)');
-- Whom a request to leave is about is found before any workspace is known.
DROP POLICY workspace_floor ON app.app_connection;
CREATE POLICY workspace_floor ON app.app_connection AS RESTRICTIVE FOR ALL TO loket_app, loket_worker
  USING (workspace_id = app.workspace()) WITH CHECK (workspace_id = app.workspace());
CREATE POLICY platform_r ON app.app_connection FOR SELECT TO loket_platform USING (true);
GRANT SELECT (workspace_id, id, grantor) ON app.app_connection TO loket_platform;

-- With which connection a number was connected; it gets its tokens from there.
ALTER TABLE app.channel ADD COLUMN app_connection_id uuid;
ALTER TABLE app.channel ADD FOREIGN KEY (workspace_id, app_connection_id) REFERENCES app.app_connection (workspace_id, id);
CREATE INDEX channel_app_connection ON app.channel (workspace_id, app_connection_id);
RESET ROLE;
