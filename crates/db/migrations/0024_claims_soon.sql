-- A claim that a crash of the database undoes is made again: nobody waits for the disk because of it (ADR 0009).
SET ROLE loket_owner;
GRANT CREATE ON SCHEMA app TO loket_definer;
RESET ROLE;
SET ROLE loket_definer;
CREATE OR REPLACE FUNCTION app.claim_lanes(at timestamptz, lim int, per_workspace int, lease_for interval, the_lease uuid)
  RETURNS TABLE (workspace_id uuid, key text)
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
  PERFORM set_config('synchronous_commit', 'off', true);
  RETURN QUERY
  WITH ready AS (
    SELECT l.workspace_id, l.key FROM app.lane l
    WHERE l.lease_until IS NULL AND l.pending > 0 AND l.ready_at <= at
    ORDER BY l.ready_at LIMIT least(lim, 200) * 4 FOR UPDATE SKIP LOCKED),
  fair AS (
    SELECT r.workspace_id, r.key FROM (
      SELECT ready.*, row_number() OVER (PARTITION BY ready.workspace_id) AS n FROM ready) r
    WHERE r.n <= per_workspace ORDER BY r.n LIMIT least(lim, 200))
  UPDATE app.lane l SET lease_until = at + lease_for, lease = the_lease
  FROM fair WHERE l.workspace_id = fair.workspace_id AND l.key = fair.key
  RETURNING l.workspace_id, l.key;
END $$;
RESET ROLE;
SET ROLE loket_owner;
REVOKE CREATE ON SCHEMA app FROM loket_definer;
RESET ROLE;
