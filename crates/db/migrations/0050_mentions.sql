-- Whom a note names. The name is kept as it was written, so that the words and who they mean stay together.
SET ROLE loket_owner;
CREATE TABLE app.note_mention (
  workspace_id uuid NOT NULL DEFAULT app.workspace() REFERENCES app.workspace (workspace_id),
  note_id uuid NOT NULL,
  -- No reference: people lie above workspaces, and one who left must not hold up their rows.
  person_id uuid NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  read_at timestamptz,
  PRIMARY KEY (workspace_id, note_id, person_id),
  FOREIGN KEY (workspace_id, note_id) REFERENCES app.note (workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX note_mention_person ON app.note_mention (workspace_id, person_id, note_id);
CREATE INDEX note_mention_unread ON app.note_mention (workspace_id, person_id, note_id) WHERE read_at IS NULL;
CALL app.tenantize('app.note_mention', 'SELECT, INSERT, UPDATE (read_at), DELETE', '');
RESET ROLE;
