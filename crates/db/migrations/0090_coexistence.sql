-- Numbers that stay in the provider's own app: what is told of there, and what was said before the number came here.
SET ROLE loket_owner;
ALTER TABLE app.channel ADD COLUMN coexistence boolean NOT NULL DEFAULT false;

-- A message from before: shown, and nothing follows from it.
ALTER TABLE app.message ADD COLUMN history boolean NOT NULL DEFAULT false;

-- What a person is called in the app's address book, and whether that is the name shown here. A name that was taken out
-- again leaves its time, so that whatever is told late changes nothing.
ALTER TABLE app.contact ADD COLUMN app_name text;
ALTER TABLE app.contact ADD COLUMN app_name_at timestamptz;
ALTER TABLE app.contact ADD COLUMN name_from_app boolean NOT NULL DEFAULT false;

-- What was asked of the app, once each, and how far it was told.
CREATE TABLE app.app_sync (
  workspace_id uuid NOT NULL DEFAULT app.workspace() REFERENCES app.workspace (workspace_id),
  channel_id uuid NOT NULL,
  began_at timestamptz NOT NULL,
  contacts text NOT NULL DEFAULT 'unasked' CHECK (contacts IN ('unasked', 'wanted', 'asked', 'spent', 'late', 'refused')),
  history text NOT NULL DEFAULT 'unasked' CHECK (history IN ('unasked', 'wanted', 'asked', 'spent', 'late', 'refused')),
  phase int,
  progress int CHECK (progress BETWEEN 0 AND 100),
  declined_at timestamptz,
  -- The newest sign that somebody has the app open.
  seen_at timestamptz,
  PRIMARY KEY (workspace_id, channel_id),
  FOREIGN KEY (workspace_id, channel_id) REFERENCES app.channel (workspace_id, id)
);
CALL app.tenantize('app.app_sync', 'SELECT, INSERT, UPDATE', 'SELECT, INSERT, UPDATE');
RESET ROLE;
