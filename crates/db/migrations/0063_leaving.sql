-- A person may take their permission back at the provider, which then names them by an id of its own. Only its digest is
-- kept, and for each number whose permission its token carries.
SET ROLE loket_owner;

CREATE TABLE app.channel_grant (
  workspace_id uuid NOT NULL DEFAULT app.workspace() REFERENCES app.workspace (workspace_id),
  channel_id uuid NOT NULL,
  grantor bytea NOT NULL CHECK (length(grantor) = 32),
  known_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, channel_id),
  FOREIGN KEY (workspace_id, channel_id) REFERENCES app.channel (workspace_id, id)
);
CREATE INDEX channel_grant_grantor ON app.channel_grant (grantor);
CALL app.tenantize('app.channel_grant', 'SELECT, INSERT, UPDATE, DELETE', '');
-- Whom a request is about is found before any workspace is known.
DROP POLICY workspace_floor ON app.channel_grant;
CREATE POLICY workspace_floor ON app.channel_grant AS RESTRICTIVE FOR ALL TO loket_app, loket_worker
  USING (workspace_id = app.workspace()) WITH CHECK (workspace_id = app.workspace());
CREATE POLICY platform_r ON app.channel_grant FOR SELECT TO loket_platform USING (true);
GRANT SELECT (workspace_id, channel_id, grantor) ON app.channel_grant TO loket_platform;

-- What the provider asked on somebody's behalf. Each once, however often it is told.
CREATE TABLE app.leave_request (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('deauthorized', 'deletion_requested')),
  grantor bytea NOT NULL CHECK (length(grantor) = 32),
  issued_at timestamptz,
  -- Opens its page; says nothing about whom it is.
  code text NOT NULL UNIQUE CHECK (length(code) BETWEEN 20 AND 64),
  requested_at timestamptz NOT NULL,
  finished_at timestamptz,
  UNIQUE NULLS NOT DISTINCT (kind, grantor, issued_at)
);
CREATE INDEX leave_request_open ON app.leave_request (requested_at) WHERE finished_at IS NULL;
ALTER TABLE app.leave_request ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.leave_request FORCE ROW LEVEL SECURITY;
CREATE POLICY platform_rw ON app.leave_request FOR ALL TO loket_platform USING (true) WITH CHECK (true);
REVOKE ALL ON app.leave_request FROM PUBLIC;
GRANT SELECT, INSERT, UPDATE (finished_at) ON app.leave_request TO loket_platform;
RESET ROLE;
