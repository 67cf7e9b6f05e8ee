-- Erasing a person leaves nothing of them, and a late duplicate of what they said brings nothing back.
SET ROLE loket_owner;

-- Keys of facts whose person was erased: dedupe keys of events, and hashes of the provider's ids of messages. Hashes
-- only; they say nothing to who does not hold the id already.
CREATE TABLE app.erased_fact (
  workspace_id uuid NOT NULL DEFAULT app.workspace() REFERENCES app.workspace (workspace_id),
  key bytea NOT NULL CHECK (length(key) = 32),
  PRIMARY KEY (workspace_id, key)
);
CALL app.tenantize('app.erased_fact', 'SELECT, INSERT', 'SELECT, INSERT');
CREATE POLICY ingest_r ON app.erased_fact FOR SELECT TO loket_ingest USING (true);
GRANT SELECT ON app.erased_fact TO loket_ingest;

-- A body from which a person was taken keeps the hash of what came, and when it was changed.
ALTER TABLE app.journal ADD COLUMN body_sha256 bytea CHECK (length(body_sha256) = 32), ADD COLUMN redacted_at timestamptz;
GRANT UPDATE (body, body_sha256, redacted_at) ON app.journal TO loket_ingest;

GRANT UPDATE (lane, problem) ON app.inbound_event TO loket_app;
GRANT DELETE ON app.reaction, app.parked_status TO loket_app;
GRANT UPDATE (source, note) ON app.consent_entry TO loket_app;
GRANT UPDATE (outcome) ON app.attempt TO loket_app;
GRANT UPDATE (problem) ON app.dead_job TO loket_app;

-- Entries about a person that belong to no thread (a consent noted by hand) lose their payloads too.
GRANT SELECT (subject, kind) ON app.evidence TO loket_definer;
GRANT CREATE ON SCHEMA app TO loket_definer;
RESET ROLE;
SET ROLE loket_definer;
CREATE FUNCTION app.erase_evidence_about(subjects text[]) RETURNS bigint LANGUAGE sql VOLATILE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
  WITH gone AS (
    UPDATE app.evidence e SET payload = NULL, salt = NULL
    WHERE e.workspace_id = app.workspace() AND e.subject = ANY (subjects) AND e.kind <> 'erased'
    RETURNING 1)
  SELECT count(*) FROM gone $$;
REVOKE EXECUTE ON FUNCTION app.erase_evidence_about(text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.erase_evidence_about(text[]) TO loket_app;
RESET ROLE;
SET ROLE loket_owner;
REVOKE CREATE ON SCHEMA app FROM loket_definer;
RESET ROLE;
