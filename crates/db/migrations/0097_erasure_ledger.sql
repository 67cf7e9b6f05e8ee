-- What was erased for good, until it is written down outside this database: a database that is restored to an earlier
-- day knows no erasure since, and is told of it from there.
SET ROLE loket_owner;

CREATE TABLE app.erasure (
  workspace_id uuid NOT NULL DEFAULT app.workspace() REFERENCES app.workspace (workspace_id),
  id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('channel', 'signup', 'connection', 'person')),
  -- A person is all the contacts that were merged into one.
  subjects uuid[] NOT NULL CHECK (cardinality(subjects) BETWEEN 1 AND 10000),
  -- Why a channel ended.
  why text CHECK (length(why) BETWEEN 1 AND 40),
  erased_at timestamptz NOT NULL,
  written_at timestamptz,
  PRIMARY KEY (workspace_id, id),
  CHECK ((kind = 'channel') = (why IS NOT NULL))
);
CREATE INDEX erasure_unwritten ON app.erasure (erased_at) WHERE written_at IS NULL;
CALL app.tenantize('app.erasure', 'SELECT, INSERT', '');
-- The ledger is one for all workspaces.
DROP POLICY workspace_floor ON app.erasure;
CREATE POLICY workspace_floor ON app.erasure AS RESTRICTIVE FOR ALL TO loket_app, loket_worker
  USING (workspace_id = app.workspace()) WITH CHECK (workspace_id = app.workspace());
CREATE POLICY platform_rw ON app.erasure FOR ALL TO loket_platform USING (true) WITH CHECK (true);
GRANT SELECT, UPDATE (written_at) ON app.erasure TO loket_platform;
RESET ROLE;
