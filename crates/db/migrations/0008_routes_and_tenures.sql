-- Numbers are looked up with their former holders.
SET ROLE loket_owner;
CREATE INDEX contact_identity_value ON app.contact_identity (workspace_id, channel_kind, kind, value);

-- A workspace's own words for START, beside those for STOP.
ALTER TABLE app.workspace ADD COLUMN start_words text[] NOT NULL DEFAULT '{}';
GRANT UPDATE (start_words) ON app.workspace TO loket_app;
RESET ROLE;

-- Accounts whose first number was disconnected had lost their route: one of their other numbers gets it back.
INSERT INTO app.channel_route (app_ref, kind, scope, external_id, workspace_id, channel_id)
SELECT DISTINCT ON (c.app_ref, c.kind, c.account_id) c.app_ref, c.kind, 'account', c.account_id, c.workspace_id, c.id
FROM app.channel c JOIN app.meta_app m ON m.app_ref = c.app_ref
WHERE c.connection <> 'disconnected'
ORDER BY c.app_ref, c.kind, c.account_id, c.created_at
ON CONFLICT DO NOTHING;
