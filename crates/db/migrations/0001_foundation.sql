-- Roles and the pattern every tenant table follows. Roles themselves are made before migrations run (roles.rs),
-- because they live above the database and carry passwords.
--
-- The floor: a RESTRICTIVE policy TO PUBLIC on every tenant table. A later policy can widen what a role may do
-- inside its workspace; no policy can widen it beyond the workspace.

REVOKE ALL ON SCHEMA public FROM PUBLIC;
CREATE SCHEMA app AUTHORIZATION loket_owner;
GRANT USAGE ON SCHEMA app TO loket_app, loket_worker, loket_ingest, loket_partner, loket_platform, loket_definer;
ALTER DEFAULT PRIVILEGES FOR ROLE loket_owner REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
ALTER DEFAULT PRIVILEGES FOR ROLE loket_definer REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;

SET ROLE loket_owner;

-- After a transaction the setting is '', not NULL, and a plain cast would raise.
CREATE FUNCTION app.workspace() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('app.workspace_id', true), '')::uuid $$;
CREATE FUNCTION app.partner() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('app.partner_id', true), '')::uuid $$;
REVOKE EXECUTE ON FUNCTION app.workspace(), app.partner() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.workspace(), app.partner()
  TO loket_app, loket_worker, loket_ingest, loket_partner, loket_platform, loket_definer;

-- Makes a table tenant-safe. Migrations grant tenant tables through this and nothing else.
CREATE PROCEDURE app.tenantize(t regclass, app_privs text, worker_privs text) LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', t);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', t);
  EXECUTE format('CREATE POLICY workspace_floor ON %s AS RESTRICTIVE FOR ALL TO PUBLIC '
    'USING (workspace_id = app.workspace()) WITH CHECK (workspace_id = app.workspace())', t);
  EXECUTE format('CREATE POLICY workspace_rw ON %s FOR ALL TO loket_app, loket_worker USING (true) WITH CHECK (true)', t);
  EXECUTE format('REVOKE ALL ON %s FROM PUBLIC', t);
  IF app_privs <> '' THEN EXECUTE format('GRANT %s ON %s TO loket_app', app_privs, t); END IF;
  IF worker_privs <> '' THEN EXECUTE format('GRANT %s ON %s TO loket_worker', worker_privs, t); END IF;
END $$;
REVOKE EXECUTE ON PROCEDURE app.tenantize(regclass, text, text) FROM PUBLIC;

-- Directory of partners and workspaces.
CREATE TABLE app.partner (
  id uuid PRIMARY KEY,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  brand jsonb NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL
);
ALTER TABLE app.partner ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.partner FORCE ROW LEVEL SECURITY;
CREATE POLICY partner_floor ON app.partner AS RESTRICTIVE FOR ALL TO loket_partner
  USING (id = app.partner()) WITH CHECK (id = app.partner());
CREATE POLICY partner_r ON app.partner FOR SELECT TO loket_partner USING (true);
CREATE POLICY platform_rw ON app.partner FOR ALL TO loket_platform USING (true) WITH CHECK (true);
REVOKE ALL ON app.partner FROM PUBLIC;
GRANT SELECT ON app.partner TO loket_partner;
GRANT SELECT, INSERT, UPDATE ON app.partner TO loket_platform;

CREATE TABLE app.workspace (
  workspace_id uuid PRIMARY KEY,
  partner_id uuid NOT NULL REFERENCES app.partner (id),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  locale text NOT NULL DEFAULT 'id',
  timezone text NOT NULL DEFAULT 'Asia/Jakarta',
  simulated boolean NOT NULL DEFAULT false,
  outreach_to_opted_in boolean NOT NULL DEFAULT false,
  stop_words text[] NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL
);
CALL app.tenantize('app.workspace', '', '');
DROP POLICY workspace_floor ON app.workspace;
CREATE POLICY workspace_floor ON app.workspace AS RESTRICTIVE FOR ALL TO loket_app, loket_worker, loket_ingest
  USING (workspace_id = app.workspace()) WITH CHECK (workspace_id = app.workspace());
CREATE POLICY partner_floor ON app.workspace AS RESTRICTIVE FOR ALL TO loket_partner
  USING (partner_id = app.partner()) WITH CHECK (partner_id = app.partner());
CREATE POLICY partner_rw ON app.workspace FOR ALL TO loket_partner USING (true) WITH CHECK (true);
CREATE POLICY platform_rw ON app.workspace FOR ALL TO loket_platform USING (true) WITH CHECK (true);
GRANT SELECT ON app.workspace TO loket_app, loket_worker;
GRANT UPDATE (name, locale, timezone, outreach_to_opted_in, stop_words) ON app.workspace TO loket_app;
GRANT SELECT (workspace_id, partner_id, name, locale, timezone, simulated, created_at), INSERT ON app.workspace TO loket_partner;
GRANT SELECT, INSERT ON app.workspace TO loket_platform;

-- People, memberships, sessions and keys: read before a workspace is known, so only the platform role sees them.
CREATE TABLE app.person (
  id uuid PRIMARY KEY,
  email text NOT NULL UNIQUE CHECK (email = lower(email) AND email LIKE '%_@_%'),
  name text NOT NULL,
  password_hash text,
  failed_logins int NOT NULL DEFAULT 0,
  locked_until timestamptz,
  created_at timestamptz NOT NULL
);
CREATE TABLE app.membership (
  person_id uuid NOT NULL REFERENCES app.person (id) ON DELETE CASCADE,
  workspace_id uuid REFERENCES app.workspace (workspace_id) ON DELETE CASCADE,
  partner_id uuid REFERENCES app.partner (id) ON DELETE CASCADE,
  role text NOT NULL CHECK (role IN ('owner', 'communications_admin', 'agent', 'viewer', 'reviewer', 'partner_operator', 'platform_admin')),
  created_at timestamptz NOT NULL,
  CHECK (num_nonnulls(workspace_id, partner_id) = CASE role WHEN 'platform_admin' THEN 0 ELSE 1 END),
  CHECK ((role = 'partner_operator') = (partner_id IS NOT NULL))
);
CREATE UNIQUE INDEX membership_workspace ON app.membership (person_id, workspace_id) WHERE workspace_id IS NOT NULL;
CREATE UNIQUE INDEX membership_partner ON app.membership (person_id, partner_id) WHERE partner_id IS NOT NULL;
CREATE UNIQUE INDEX membership_platform ON app.membership (person_id) WHERE role = 'platform_admin';
CREATE TABLE app.session (
  id uuid PRIMARY KEY,
  token_hash bytea NOT NULL UNIQUE CHECK (length(token_hash) = 32),
  person_id uuid NOT NULL REFERENCES app.person (id) ON DELETE CASCADE,
  created_at timestamptz NOT NULL,
  seen_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  user_agent text
);
CREATE INDEX session_person ON app.session (person_id);
CREATE TABLE app.api_key (
  id uuid PRIMARY KEY,
  secret_hash bytea NOT NULL UNIQUE CHECK (length(secret_hash) = 32),
  workspace_id uuid REFERENCES app.workspace (workspace_id) ON DELETE CASCADE,
  partner_id uuid REFERENCES app.partner (id) ON DELETE CASCADE,
  platform boolean NOT NULL DEFAULT false,
  name text NOT NULL,
  scopes text[] NOT NULL,
  created_at timestamptz NOT NULL,
  used_at timestamptz,
  expires_at timestamptz,
  revoked_at timestamptz,
  CHECK (num_nonnulls(workspace_id, partner_id) + platform::int = 1)
);
-- The Meta apps whose secrets sign webhooks. NULL workspace: the platform's own app (or the simulated one).
CREATE TABLE app.meta_app (
  app_ref uuid PRIMARY KEY,
  workspace_id uuid REFERENCES app.workspace (workspace_id) ON DELETE CASCADE,
  app_id text NOT NULL,
  secret_sealed bytea NOT NULL,
  previous_secret_sealed bytea,
  verify_token_sealed bytea NOT NULL,
  simulated boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL
);
DO $$ DECLARE t text; BEGIN
  FOREACH t IN ARRAY ARRAY['person', 'membership', 'session', 'api_key', 'meta_app'] LOOP
    EXECUTE format('ALTER TABLE app.%I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE app.%I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY platform_rw ON app.%I FOR ALL TO loket_platform USING (true) WITH CHECK (true)', t);
    EXECUTE format('REVOKE ALL ON app.%I FROM PUBLIC', t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON app.%I TO loket_platform', t);
  END LOOP;
END $$;

-- Wrapped data keys. The unwrapped key never reaches the database.
CREATE TABLE app.data_key (
  workspace_id uuid NOT NULL DEFAULT app.workspace() REFERENCES app.workspace (workspace_id),
  id uuid NOT NULL,
  purpose text NOT NULL,
  kek_id text NOT NULL,
  wrapped bytea NOT NULL,
  created_at timestamptz NOT NULL,
  retired_at timestamptz,
  PRIMARY KEY (workspace_id, id)
);
CALL app.tenantize('app.data_key', 'SELECT, INSERT, UPDATE, DELETE', 'SELECT, INSERT');
RESET ROLE;
