-- A message may have changed its thread after something of it was recorded; erasing finds its entries all the same (`besides` are threads that are erased anyhow).
SET ROLE loket_owner;
-- Whoever writes from a number that a merge put aside is known by it.
GRANT SELECT ON app.contact_merge TO loket_worker;
GRANT CREATE ON SCHEMA app TO loket_definer;
RESET ROLE;
SET ROLE loket_definer;
CREATE FUNCTION app.erase_evidence_of(messages uuid[], besides uuid[]) RETURNS bigint LANGUAGE sql VOLATILE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
  WITH gone AS (
    UPDATE app.evidence e SET payload = NULL, salt = NULL
    WHERE e.workspace_id = app.workspace() AND e.message_id = ANY (messages) AND (e.conversation_id IS NULL OR e.conversation_id <> ALL (besides))
    RETURNING 1)
  SELECT count(*) FROM gone $$;
REVOKE EXECUTE ON FUNCTION app.erase_evidence_of(uuid[], uuid[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.erase_evidence_of(uuid[], uuid[]) TO loket_app;
RESET ROLE;
SET ROLE loket_owner;
REVOKE CREATE ON SCHEMA app FROM loket_definer;
RESET ROLE;
