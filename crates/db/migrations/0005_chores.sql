-- Chores of the worker: partners' sums, retention, files that are fetched again, and jobs that were set aside.
SET ROLE loket_owner;

-- What is counted also says how many people are behind it; few are not told to the partner.
ALTER TABLE app.partner_daily ADD COLUMN people bigint NOT NULL DEFAULT 0;
-- The last thirty days as one, since people of many days do not add up.
CREATE TABLE app.partner_month (
  partner_id uuid NOT NULL REFERENCES app.partner (id),
  workspace_id uuid NOT NULL REFERENCES app.workspace (workspace_id),
  metric text NOT NULL CHECK (metric IN ('messages_in', 'messages_out', 'auto_sent', 'held', 'failed', 'contacts')),
  until date NOT NULL,
  n bigint NOT NULL,
  people bigint NOT NULL,
  PRIMARY KEY (partner_id, workspace_id, metric)
);
ALTER TABLE app.partner_month ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.partner_month FORCE ROW LEVEL SECURITY;
CREATE POLICY partner_floor ON app.partner_month AS RESTRICTIVE FOR ALL TO loket_partner
  USING (partner_id = app.partner()) WITH CHECK (partner_id = app.partner());
CREATE POLICY partner_r ON app.partner_month FOR SELECT TO loket_partner USING (true);
CREATE POLICY workspace_floor ON app.partner_month AS RESTRICTIVE FOR ALL TO loket_app, loket_worker
  USING (workspace_id = app.workspace())
  WITH CHECK (workspace_id = app.workspace()
    AND partner_id = (SELECT w.partner_id FROM app.workspace w WHERE w.workspace_id = app.workspace()));
CREATE POLICY workspace_rw ON app.partner_month FOR ALL TO loket_worker USING (true) WITH CHECK (true);
REVOKE ALL ON app.partner_month FROM PUBLIC;
GRANT SELECT ON app.partner_month TO loket_partner;
GRANT SELECT, INSERT, UPDATE ON app.partner_month TO loket_worker;
-- Days are counted by the time of the message.
CREATE INDEX message_day ON app.message (workspace_id, at);

-- When the chores of a workspace were last done, and how far its evidence had come when it was last counted.
ALTER TABLE app.workspace_head
  ADD COLUMN counted_seq bigint NOT NULL DEFAULT 0,
  ADD COLUMN counted_at timestamptz,
  ADD COLUMN tidied_at timestamptz;
GRANT SELECT (counted_seq, counted_at, tidied_at) ON app.workspace_head TO loket_definer;

-- Retention. Evidence is not in here.
GRANT DELETE ON app.journal TO loket_ingest;
GRANT DELETE ON app.inbound_event TO loket_worker;
-- A row is in one of these once it is finished: while its payload is there, and when it is only a dedupe key any more.
CREATE INDEX inbound_event_full ON app.inbound_event (workspace_id, applied_at) WHERE applied_at IS NOT NULL AND event <> 'null'::jsonb;
CREATE INDEX inbound_event_empty ON app.inbound_event (workspace_id, applied_at) WHERE applied_at IS NOT NULL AND event = 'null'::jsonb;
CREATE INDEX session_expired ON app.session (expires_at);

-- A file that could not be fetched is wanted again, until its id dies at the provider.
ALTER TABLE app.media
  ADD COLUMN tries int NOT NULL DEFAULT 0 CHECK (tries >= 0),
  ADD COLUMN next_try_at timestamptz;

-- The operator counts jobs that were set aside, and sees whose they are.
DROP POLICY workspace_floor ON app.dead_job;
CREATE POLICY workspace_floor ON app.dead_job AS RESTRICTIVE FOR ALL TO loket_app, loket_worker
  USING (workspace_id = app.workspace()) WITH CHECK (workspace_id = app.workspace());
CREATE POLICY definer_r ON app.dead_job FOR SELECT TO loket_definer USING (true);
GRANT SELECT (workspace_id) ON app.dead_job TO loket_definer;
GRANT CREATE ON SCHEMA app TO loket_definer;
RESET ROLE;

SET ROLE loket_definer;
-- Which workspaces have a chore waiting: counting, when something was recorded since or the day may have turned; tidying.
CREATE FUNCTION app.chores_due(at timestamptz, lim int) RETURNS TABLE (workspace_id uuid, count_due boolean, tidy_due boolean)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT d.workspace_id, d.count_due, d.tidy_due FROM (
    SELECT h.workspace_id, least(h.counted_at, h.tidied_at) AS last,
      h.evidence_seq > 0 AND (h.counted_at IS NULL OR h.counted_at < at - interval '6 hours'
        OR (h.evidence_seq > h.counted_seq AND h.counted_at < at - interval '5 minutes')) AS count_due,
      h.tidied_at IS NULL OR h.tidied_at < at - interval '1 hour' AS tidy_due
    FROM app.workspace_head h) d
  WHERE d.count_due OR d.tidy_due ORDER BY d.last NULLS FIRST, d.workspace_id LIMIT least(lim, 1000) $$;
CREATE FUNCTION app.dead_job_counts() RETURNS TABLE (workspace_id uuid, n bigint)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT d.workspace_id, count(*) FROM app.dead_job d GROUP BY d.workspace_id ORDER BY d.workspace_id $$;
REVOKE EXECUTE ON FUNCTION app.chores_due(timestamptz, int), app.dead_job_counts() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.chores_due(timestamptz, int) TO loket_worker;
GRANT EXECUTE ON FUNCTION app.dead_job_counts() TO loket_platform;
RESET ROLE;
SET ROLE loket_owner;
REVOKE CREATE ON SCHEMA app FROM loket_definer;
RESET ROLE;
