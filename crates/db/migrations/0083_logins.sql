-- A profile is connected by its owner's sign-in: what kind of channel a run makes, and when its token ends.
SET ROLE loket_owner;
ALTER TABLE app.signup ADD COLUMN kind text NOT NULL DEFAULT 'whatsapp' CHECK (length(kind) BETWEEN 1 AND 40);
ALTER TABLE app.signup ALTER COLUMN kind DROP DEFAULT;
-- Only of a sign-in: its account waits to be confirmed.
ALTER TABLE app.signup ADD COLUMN token_until timestamptz;

-- A way into the provider's page that was used. It is good once, also when nothing came of it.
CREATE TABLE app.spent_login (
  workspace_id uuid NOT NULL DEFAULT app.workspace() REFERENCES app.workspace (workspace_id),
  id uuid NOT NULL,
  until timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id)
);
CREATE INDEX spent_login_until ON app.spent_login (workspace_id, until);
CALL app.tenantize('app.spent_login', 'SELECT, INSERT, DELETE', '');

-- When another token was last asked for: once a day at most, by one worker.
ALTER TABLE app.channel ADD COLUMN renewal_tried_at timestamptz;
RESET ROLE;
