-- What undoing a merge needs is kept as long as it can be undone; afterwards only who was merged, when and by whom.
SET ROLE loket_owner;
ALTER TABLE app.contact_merge ADD COLUMN merged_name text;
GRANT UPDATE (before, made) ON app.contact_merge TO loket_worker;
GRANT SELECT, DELETE ON app.merge_moved TO loket_worker;
CREATE INDEX contact_merge_over ON app.contact_merge (workspace_id, undo_until) WHERE before <> '{}';
RESET ROLE;
