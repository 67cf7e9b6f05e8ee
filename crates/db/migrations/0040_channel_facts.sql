-- What the provider says of a number, and how that changed. One row a fact, since each is told at its own time and in
-- any order; words are the provider's own, so values are not checked here.
SET ROLE loket_owner;

CREATE TABLE app.channel_fact (
  workspace_id uuid NOT NULL DEFAULT app.workspace() REFERENCES app.workspace (workspace_id),
  channel_id uuid NOT NULL,
  what text NOT NULL,
  -- Of which part, such as a template; empty when there is one only.
  subject text NOT NULL DEFAULT '',
  value jsonb NOT NULL,
  -- Since when the value holds, and the provider's time of the newest word about it.
  since timestamptz NOT NULL,
  told_at timestamptz NOT NULL,
  heard_at timestamptz NOT NULL,
  source text NOT NULL CHECK (source IN ('webhook', 'check')),
  simulated boolean NOT NULL,
  PRIMARY KEY (workspace_id, channel_id, what, subject),
  FOREIGN KEY (workspace_id, channel_id) REFERENCES app.channel (workspace_id, id)
);
CALL app.tenantize('app.channel_fact', 'SELECT, INSERT, UPDATE', 'SELECT, INSERT, UPDATE');

-- Each time a fact became another one, at the provider's time.
CREATE TABLE app.channel_change (
  workspace_id uuid NOT NULL DEFAULT app.workspace() REFERENCES app.workspace (workspace_id),
  id uuid NOT NULL,
  channel_id uuid NOT NULL,
  what text NOT NULL,
  subject text NOT NULL DEFAULT '',
  value jsonb NOT NULL,
  at timestamptz NOT NULL,
  heard_at timestamptz NOT NULL,
  source text NOT NULL CHECK (source IN ('webhook', 'check')),
  simulated boolean NOT NULL,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, channel_id) REFERENCES app.channel (workspace_id, id)
);
CREATE INDEX channel_change_of ON app.channel_change (workspace_id, channel_id, what, subject, at);
CALL app.tenantize('app.channel_change', 'SELECT, INSERT', 'SELECT, INSERT');

ALTER TABLE app.channel
  ADD COLUMN disconnected_reason text,
  ADD COLUMN checked_at timestamptz;

-- A webhook about a template may be newer than the list it was read from.
ALTER TABLE app.template
  ADD COLUMN told_at timestamptz,
  ADD COLUMN quality text,
  ADD COLUMN quality_at timestamptz;

-- When a person last said whether they want marketing, by the provider's clock.
ALTER TABLE app.contact ADD COLUMN marketing_at timestamptz;
RESET ROLE;
