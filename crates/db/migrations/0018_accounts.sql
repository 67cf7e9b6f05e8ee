-- Accounts: second factors, passkeys, one-time links, invitations, the first start. Read before a workspace is known,
-- so only the platform role sees them. Tokens and codes are stored as SHA-256, what must be read again is sealed.
SET ROLE loket_owner;

ALTER TABLE app.person
  ADD COLUMN totp_sealed bytea,
  -- NULL while the secret waits for its first right code.
  ADD COLUMN totp_since timestamptz,
  -- The newest step a code was taken for: no code counts twice.
  ADD COLUMN totp_step bigint NOT NULL DEFAULT 0;

ALTER TABLE app.session
  -- When the person last showed who they are; NULL: when the session began.
  ADD COLUMN confirmed_at timestamptz,
  -- The token before a rotation, for requests that were already under way.
  ADD COLUMN previous_hash bytea UNIQUE CHECK (length(previous_hash) = 32),
  ADD COLUMN rotated_at timestamptz;

-- The first steps are put away by each person for themselves.
ALTER TABLE app.membership ADD COLUMN welcome_closed_at timestamptz;

CREATE TABLE app.recovery_code (
  person_id uuid NOT NULL REFERENCES app.person (id) ON DELETE CASCADE,
  code_hash bytea NOT NULL CHECK (length(code_hash) = 32),
  used_at timestamptz,
  PRIMARY KEY (person_id, code_hash)
);

CREATE TABLE app.passkey (
  id uuid PRIMARY KEY,
  person_id uuid NOT NULL REFERENCES app.person (id) ON DELETE CASCADE,
  credential_id bytea NOT NULL UNIQUE,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
  credential jsonb NOT NULL,
  created_at timestamptz NOT NULL,
  used_at timestamptz
);
CREATE INDEX passkey_person ON app.passkey (person_id);

-- A passkey ceremony between its two requests; taken once.
CREATE TABLE app.ceremony (
  id uuid PRIMARY KEY,
  person_id uuid REFERENCES app.person (id) ON DELETE CASCADE,
  purpose text NOT NULL CHECK (purpose IN ('register', 'sign_in')),
  state jsonb NOT NULL,
  expires_at timestamptz NOT NULL
);
CREATE INDEX ceremony_expires ON app.ceremony (expires_at);

CREATE TABLE app.reset_link (
  id uuid PRIMARY KEY,
  token_hash bytea NOT NULL UNIQUE CHECK (length(token_hash) = 32),
  person_id uuid NOT NULL REFERENCES app.person (id) ON DELETE CASCADE,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  used_at timestamptz
);
CREATE INDEX reset_link_person ON app.reset_link (person_id);

CREATE TABLE app.invitation (
  id uuid PRIMARY KEY,
  token_hash bytea NOT NULL UNIQUE CHECK (length(token_hash) = 32),
  workspace_id uuid NOT NULL REFERENCES app.workspace (workspace_id) ON DELETE CASCADE,
  email text NOT NULL,
  role text NOT NULL CHECK (role IN ('owner', 'communications_admin', 'agent', 'viewer', 'reviewer')),
  invited_by text NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  accepted_at timestamptz,
  revoked_at timestamptz
);
CREATE INDEX invitation_workspace ON app.invitation (workspace_id, created_at DESC);

-- The one-time way in of the first start, and what was chosen there.
CREATE TABLE app.setup (
  id uuid PRIMARY KEY,
  token_hash bytea NOT NULL UNIQUE CHECK (length(token_hash) = 32),
  -- The account that was made with a printed password; NULL: nobody has an account yet.
  person_id uuid REFERENCES app.person (id) ON DELETE CASCADE,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  finished_at timestamptz,
  choice text CHECK (choice IN ('sandbox', 'meta')),
  public_url text
);

DO $$ DECLARE t text; BEGIN
  FOREACH t IN ARRAY ARRAY['recovery_code', 'passkey', 'ceremony', 'reset_link', 'invitation', 'setup'] LOOP
    EXECUTE format('ALTER TABLE app.%I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE app.%I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY platform_rw ON app.%I FOR ALL TO loket_platform USING (true) WITH CHECK (true)', t);
    EXECUTE format('REVOKE ALL ON app.%I FROM PUBLIC', t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON app.%I TO loket_platform', t);
  END LOOP;
END $$;
RESET ROLE;
