-- Evidence and live events of one workspace: both numbered without gaps by one head row.
SET ROLE loket_owner;

CREATE TABLE app.workspace_head (
  workspace_id uuid PRIMARY KEY DEFAULT app.workspace() REFERENCES app.workspace (workspace_id),
  evidence_seq bigint NOT NULL DEFAULT 0,
  evidence_hash bytea NOT NULL CHECK (length(evidence_hash) = 32),
  live_seq bigint NOT NULL DEFAULT 0
);
CALL app.tenantize('app.workspace_head', 'SELECT, INSERT, UPDATE', 'SELECT, INSERT, UPDATE');
-- The definer reads all heads for a checkpoint, so the floor names the roles instead of PUBLIC.
DROP POLICY workspace_floor ON app.workspace_head;
CREATE POLICY workspace_floor ON app.workspace_head AS RESTRICTIVE FOR ALL TO loket_app, loket_worker
  USING (workspace_id = app.workspace()) WITH CHECK (workspace_id = app.workspace());

-- No role may change or delete an entry; erasing a payload goes through app.erase_evidence.
CREATE TABLE app.evidence (
  workspace_id uuid NOT NULL DEFAULT app.workspace() REFERENCES app.workspace (workspace_id),
  seq bigint NOT NULL CHECK (seq > 0),
  at timestamptz NOT NULL,
  kind text NOT NULL,
  subject text NOT NULL,
  actor text NOT NULL,
  commit_hash bytea NOT NULL CHECK (length(commit_hash) = 32),
  prev_hash bytea NOT NULL CHECK (length(prev_hash) = 32),
  hash bytea NOT NULL CHECK (length(hash) = 32),
  payload bytea,
  salt bytea,
  message_id uuid,
  conversation_id uuid,
  PRIMARY KEY (workspace_id, seq)
);
CREATE INDEX evidence_message ON app.evidence (workspace_id, message_id) WHERE message_id IS NOT NULL;
CREATE INDEX evidence_conversation ON app.evidence (workspace_id, conversation_id) WHERE conversation_id IS NOT NULL;
CALL app.tenantize('app.evidence', 'SELECT, INSERT', 'SELECT, INSERT');

CREATE TABLE app.live_event (
  workspace_id uuid NOT NULL DEFAULT app.workspace() REFERENCES app.workspace (workspace_id),
  seq bigint NOT NULL,
  kind text NOT NULL,
  conversation_id uuid,
  message_id uuid,
  draft_id uuid,
  at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, seq)
);
CALL app.tenantize('app.live_event', 'SELECT, INSERT, DELETE', 'SELECT, INSERT, DELETE');

-- What partners may see: sums per day, nothing per person.
CREATE TABLE app.partner_daily (
  partner_id uuid NOT NULL REFERENCES app.partner (id),
  workspace_id uuid NOT NULL REFERENCES app.workspace (workspace_id),
  day date NOT NULL,
  metric text NOT NULL CHECK (metric IN ('messages_in', 'messages_out', 'auto_sent', 'held', 'failed', 'contacts')),
  n bigint NOT NULL,
  PRIMARY KEY (partner_id, workspace_id, day, metric)
);
ALTER TABLE app.partner_daily ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.partner_daily FORCE ROW LEVEL SECURITY;
CREATE POLICY partner_floor ON app.partner_daily AS RESTRICTIVE FOR ALL TO loket_partner
  USING (partner_id = app.partner()) WITH CHECK (partner_id = app.partner());
CREATE POLICY partner_r ON app.partner_daily FOR SELECT TO loket_partner USING (true);
CREATE POLICY workspace_floor ON app.partner_daily AS RESTRICTIVE FOR ALL TO loket_app, loket_worker
  USING (workspace_id = app.workspace())
  WITH CHECK (workspace_id = app.workspace()
    AND partner_id = (SELECT w.partner_id FROM app.workspace w WHERE w.workspace_id = app.workspace()));
CREATE POLICY workspace_rw ON app.partner_daily FOR ALL TO loket_worker USING (true) WITH CHECK (true);
REVOKE ALL ON app.partner_daily FROM PUBLIC;
GRANT SELECT ON app.partner_daily TO loket_partner;
GRANT SELECT, INSERT, UPDATE ON app.partner_daily TO loket_worker;

-- Erasing keeps the entry and its hashes; only payload and salt go.
GRANT CREATE ON SCHEMA app TO loket_definer;
CREATE POLICY erase_r ON app.evidence FOR SELECT TO loket_definer USING (true);
CREATE POLICY erase_w ON app.evidence FOR UPDATE TO loket_definer USING (true) WITH CHECK (true);
GRANT SELECT (workspace_id, seq, message_id, conversation_id), UPDATE (payload, salt) ON app.evidence TO loket_definer;
RESET ROLE;
SET ROLE loket_definer;
CREATE FUNCTION app.erase_evidence(conversations uuid[]) RETURNS bigint LANGUAGE sql VOLATILE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
  WITH gone AS (
    UPDATE app.evidence e SET payload = NULL, salt = NULL
    WHERE e.workspace_id = app.workspace() AND e.conversation_id = ANY (conversations)
    RETURNING 1)
  SELECT count(*) FROM gone $$;
REVOKE EXECUTE ON FUNCTION app.erase_evidence(uuid[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.erase_evidence(uuid[]) TO loket_app;
RESET ROLE;
