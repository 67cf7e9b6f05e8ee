-- 0008 gave accounts their routes back as the administrator. One who is no superuser sees no row of a table with forced
-- row-level security, so there it did nothing: once more, as the owner, who for this moment sees them all.
SET ROLE loket_owner;
ALTER TABLE app.channel NO FORCE ROW LEVEL SECURITY;
ALTER TABLE app.meta_app NO FORCE ROW LEVEL SECURITY;
ALTER TABLE app.channel_route NO FORCE ROW LEVEL SECURITY;
INSERT INTO app.channel_route (app_ref, kind, scope, external_id, workspace_id, channel_id)
SELECT DISTINCT ON (c.app_ref, c.kind, c.account_id) c.app_ref, c.kind, 'account', c.account_id, c.workspace_id, c.id
FROM app.channel c JOIN app.meta_app m ON m.app_ref = c.app_ref
WHERE c.connection <> 'disconnected'
ORDER BY c.app_ref, c.kind, c.account_id, c.created_at
ON CONFLICT DO NOTHING;
ALTER TABLE app.channel_route FORCE ROW LEVEL SECURITY;
ALTER TABLE app.meta_app FORCE ROW LEVEL SECURITY;
ALTER TABLE app.channel FORCE ROW LEVEL SECURITY;
RESET ROLE;
