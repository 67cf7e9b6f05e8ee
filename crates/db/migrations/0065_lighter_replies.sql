-- What one reply costs: a claim answers what there is to do, and rows that hang on a thread do not look up their
-- workspace once more (`cargo xtask bench reply`).
SET ROLE loket_owner;

-- The composite key to the thread, the contact or the message proves the workspace already, since that row names it.
ALTER TABLE app.message DROP CONSTRAINT message_workspace_id_fkey;
ALTER TABLE app.conversation DROP CONSTRAINT conversation_workspace_id_fkey;
ALTER TABLE app.contact_identity DROP CONSTRAINT contact_identity_workspace_id_fkey;
ALTER TABLE app.draft DROP CONSTRAINT draft_workspace_id_fkey;
ALTER TABLE app.attempt DROP CONSTRAINT attempt_workspace_id_fkey;
ALTER TABLE app.knowledge_use DROP CONSTRAINT knowledge_use_workspace_id_fkey;
-- These two live for minutes, and are written only beside the row that names the workspace: its head, its lane.
ALTER TABLE app.live_event DROP CONSTRAINT live_event_workspace_id_fkey;
ALTER TABLE app.job DROP CONSTRAINT job_workspace_id_fkey;

-- A message's state changes five times on its way. It stands in no index any more, so that most of these changes touch
-- none: what fails or is unknown in a thread is counted in the thread's own row, and looked for only where it is.
DROP INDEX app.message_open;
ALTER TABLE app.message SET (fillfactor = 85);

GRANT CREATE ON SCHEMA app TO loket_definer;
RESET ROLE;
SET ROLE loket_definer;
-- One plan for all batches: which rows are asked for changes nothing about how they are found.
ALTER FUNCTION app.route(uuid[], text[], text[], text[]) SET plan_cache_mode = force_generic_plan;

-- With each lane come its first jobs, oldest first, so that nobody has to open another transaction to read them.
DROP FUNCTION app.claim_lanes(timestamptz, int, int, interval, uuid);
CREATE FUNCTION app.claim_lanes(at timestamptz, lim int, per_workspace int, lease_for interval, the_lease uuid)
  RETURNS TABLE (workspace_id uuid, key text, jobs jsonb)
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
  workspaces uuid[];
  keys text[];
BEGIN
  PERFORM set_config('synchronous_commit', 'off', true);
  WITH ready AS (
    SELECT l.workspace_id, l.key FROM app.lane l
    WHERE l.lease_until IS NULL AND l.pending > 0 AND l.ready_at <= at
    ORDER BY l.ready_at LIMIT least(lim, 200) * 4 FOR UPDATE SKIP LOCKED),
  fair AS (
    SELECT r.workspace_id, r.key FROM (
      SELECT ready.*, row_number() OVER (PARTITION BY ready.workspace_id) AS n FROM ready) r
    WHERE r.n <= per_workspace ORDER BY r.n LIMIT least(lim, 200)),
  taken AS (
    UPDATE app.lane l SET lease_until = at + lease_for, lease = the_lease
    FROM fair WHERE l.workspace_id = fair.workspace_id AND l.key = fair.key
    RETURNING l.workspace_id, l.key)
  SELECT array_agg(t.workspace_id), array_agg(t.key) INTO workspaces, keys FROM taken t;
  -- Looked up once the lanes are ours: what was waited for may have ended some of these jobs.
  RETURN QUERY
  SELECT t.workspace_id, t.key,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('id', j.id, 'kind', j.kind, 'payload', j.payload, 'attempts', j.attempts) ORDER BY j.id), '[]')
     FROM (SELECT j.id, j.kind, j.payload, j.attempts FROM app.job j
           WHERE j.workspace_id = t.workspace_id AND j.key = t.key ORDER BY j.id LIMIT 16) j)
  FROM unnest(workspaces, keys) AS t (workspace_id, key);
END $$;
REVOKE EXECUTE ON FUNCTION app.claim_lanes(timestamptz, int, int, interval, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.claim_lanes(timestamptz, int, int, interval, uuid) TO loket_worker;
RESET ROLE;
SET ROLE loket_owner;
REVOKE CREATE ON SCHEMA app FROM loket_definer;
RESET ROLE;
