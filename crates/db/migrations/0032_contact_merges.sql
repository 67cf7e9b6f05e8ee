-- Two contacts that a person made one, with what it takes to put them back.
SET ROLE loket_owner;

CREATE TABLE app.contact_merge (
  workspace_id uuid NOT NULL DEFAULT app.workspace() REFERENCES app.workspace (workspace_id),
  id uuid NOT NULL,
  kept uuid NOT NULL,
  merged uuid NOT NULL,
  -- How everything stood before, and what the merge made of it: undoing puts back what nobody changed since.
  before jsonb NOT NULL,
  made jsonb NOT NULL,
  author jsonb NOT NULL,
  at timestamptz NOT NULL,
  undo_until timestamptz NOT NULL,
  undone_at timestamptz,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, kept) REFERENCES app.contact (workspace_id, id),
  FOREIGN KEY (workspace_id, merged) REFERENCES app.contact (workspace_id, id)
);
CREATE INDEX contact_merge_kept ON app.contact_merge (workspace_id, kept, at DESC);
CREATE INDEX contact_merge_merged ON app.contact_merge (workspace_id, merged);
CALL app.tenantize('app.contact_merge', 'SELECT, INSERT, UPDATE', '');

-- Rows that went from one thread into another. There may be thousands, so they are no part of the above.
CREATE TABLE app.merge_moved (
  workspace_id uuid NOT NULL DEFAULT app.workspace() REFERENCES app.workspace (workspace_id),
  merge_id uuid NOT NULL,
  what text NOT NULL CHECK (what IN ('message', 'note', 'draft')),
  id uuid NOT NULL,
  -- Where it stood before.
  thread uuid NOT NULL,
  PRIMARY KEY (workspace_id, merge_id, what, id),
  FOREIGN KEY (workspace_id, merge_id) REFERENCES app.contact_merge (workspace_id, id)
);
CALL app.tenantize('app.merge_moved', 'SELECT, INSERT, DELETE', '');
RESET ROLE;
