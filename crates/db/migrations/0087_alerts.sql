-- What is the matter with a channel, as long as it is; and how far each person has looked.
SET ROLE loket_owner;
CREATE TABLE app.alert (
  workspace_id uuid NOT NULL DEFAULT app.workspace() REFERENCES app.workspace (workspace_id),
  id uuid NOT NULL,
  channel_id uuid NOT NULL,
  kind text NOT NULL CHECK (length(kind) BETWEEN 1 AND 40),
  -- A stable word; of a kind that has none, null.
  reason text CHECK (length(reason) BETWEEN 1 AND 100),
  until timestamptz,
  raised_at timestamptz NOT NULL,
  cleared_at timestamptz,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, channel_id) REFERENCES app.channel (workspace_id, id)
);
CREATE UNIQUE INDEX alert_open ON app.alert (workspace_id, channel_id, kind) WHERE cleared_at IS NULL;
CREATE INDEX alert_raised ON app.alert (workspace_id, raised_at DESC, id);
CALL app.tenantize('app.alert', 'SELECT, INSERT, UPDATE (reason, until, cleared_at)', 'SELECT, INSERT, UPDATE (reason, until, cleared_at), DELETE');

CREATE TABLE app.alert_seen (
  workspace_id uuid NOT NULL DEFAULT app.workspace() REFERENCES app.workspace (workspace_id),
  -- No reference: people lie above workspaces, and one who left must not hold up their rows.
  person_id uuid NOT NULL,
  seen_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, person_id)
);
CALL app.tenantize('app.alert_seen', 'SELECT, INSERT, UPDATE (seen_at)', '');
RESET ROLE;
