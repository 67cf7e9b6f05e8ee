-- The functions of the hot path keep their plans. A body in SQL is planned at every call, and for these that costs more
-- than running it.
SET ROLE loket_owner;
GRANT CREATE ON SCHEMA app TO loket_definer;
RESET ROLE;
SET ROLE loket_definer;
CREATE OR REPLACE FUNCTION app.route(app_refs uuid[], kinds text[], scopes text[], external_ids text[])
  RETURNS TABLE (n bigint, workspace_id uuid, channel_id uuid)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  SELECT w.n, r.workspace_id, r.channel_id
  FROM unnest(app_refs, kinds, scopes, external_ids) WITH ORDINALITY AS w (app_ref, kind, scope, external_id, n)
  JOIN app.channel_route r ON r.app_ref = w.app_ref AND r.kind = w.kind AND r.scope = w.scope AND r.external_id = w.external_id;
END $$;
CREATE OR REPLACE FUNCTION app.enqueue(keys text[], kinds text[], payloads jsonb[], due timestamptz) RETURNS void
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
  WITH j AS (
    INSERT INTO app.job (workspace_id, key, kind, payload)
    SELECT app.workspace(), u.k, u.kind, u.p FROM unnest(keys, kinds, payloads) WITH ORDINALITY AS u (k, kind, p, o) ORDER BY u.o
    RETURNING key)
  INSERT INTO app.lane AS l (workspace_id, key, pending, ready_at)
  SELECT app.workspace(), j.key, count(*), due FROM j GROUP BY j.key ORDER BY j.key
  ON CONFLICT (workspace_id, key) DO UPDATE
    SET pending = l.pending + excluded.pending,
        ready_at = CASE WHEN l.pending = 0 THEN excluded.ready_at ELSE l.ready_at END;
END $$;
CREATE OR REPLACE FUNCTION app.claim_lanes(at timestamptz, lim int, per_workspace int, lease_for interval, the_lease uuid)
  RETURNS TABLE (workspace_id uuid, key text)
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
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
-- Workers know from their own process when work falls due, and look twice a second for that of others.
DROP FUNCTION app.next_due();
RESET ROLE;
SET ROLE loket_owner;
REVOKE CREATE ON SCHEMA app FROM loket_definer;
RESET ROLE;
