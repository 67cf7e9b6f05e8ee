-- The journal (before any workspace is known), inbound events, and the ordered lanes of work.
SET ROLE loket_owner;

-- A 200 to Meta means that a row is here. Bodies are kept as they came, byte for byte.
CREATE TABLE app.journal (
  seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  channel_kind text NOT NULL,
  app_ref uuid NOT NULL,
  received_at timestamptz NOT NULL,
  signature text NOT NULL,
  body bytea NOT NULL,
  state text NOT NULL DEFAULT 'received' CHECK (state IN ('received', 'split', 'quarantined')),
  attempts int NOT NULL DEFAULT 0,
  problem text
);
CREATE INDEX journal_waiting ON app.journal (seq) WHERE state = 'received';
CREATE INDEX journal_quarantined ON app.journal (seq) WHERE state = 'quarantined';
-- What could not be given to anybody: kept, counted, replayable.
CREATE TABLE app.unhandled (
  id uuid PRIMARY KEY,
  journal_seq bigint NOT NULL REFERENCES app.journal (seq) ON DELETE CASCADE,
  kind text NOT NULL CHECK (kind IN ('unreadable', 'unrouted')),
  channel_kind text NOT NULL,
  pointer text NOT NULL DEFAULT '',
  reason text NOT NULL,
  at timestamptz NOT NULL
);
CREATE INDEX unhandled_journal ON app.unhandled (journal_seq);
ALTER TABLE app.journal ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.journal FORCE ROW LEVEL SECURITY;
CREATE POLICY ingest_rw ON app.journal FOR ALL TO loket_ingest USING (true) WITH CHECK (true);
CREATE POLICY platform_r ON app.journal FOR SELECT TO loket_platform USING (true);
CREATE POLICY platform_replay ON app.journal FOR UPDATE TO loket_platform USING (true) WITH CHECK (true);
REVOKE ALL ON app.journal FROM PUBLIC;
GRANT SELECT, INSERT, UPDATE (state, attempts, problem) ON app.journal TO loket_ingest;
GRANT SELECT (seq, channel_kind, app_ref, received_at, signature, state, attempts, problem), UPDATE (state, attempts, problem)
  ON app.journal TO loket_platform;
ALTER TABLE app.unhandled ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.unhandled FORCE ROW LEVEL SECURITY;
CREATE POLICY ingest_rw ON app.unhandled FOR ALL TO loket_ingest USING (true) WITH CHECK (true);
CREATE POLICY platform_rw ON app.unhandled FOR ALL TO loket_platform USING (true) WITH CHECK (true);
REVOKE ALL ON app.unhandled FROM PUBLIC;
GRANT SELECT, INSERT, DELETE ON app.unhandled TO loket_ingest;
GRANT SELECT, DELETE ON app.unhandled TO loket_platform;

-- Which workspace a provider's id belongs to, per Meta app: an app's secret signs only for routes of that app.
CREATE TABLE app.channel_route (
  app_ref uuid NOT NULL REFERENCES app.meta_app (app_ref),
  kind text NOT NULL,
  scope text NOT NULL CHECK (scope IN ('channel', 'account')),
  external_id text NOT NULL,
  workspace_id uuid NOT NULL REFERENCES app.workspace (workspace_id),
  channel_id uuid NOT NULL,
  PRIMARY KEY (app_ref, kind, scope, external_id),
  FOREIGN KEY (workspace_id, channel_id) REFERENCES app.channel (workspace_id, id)
);
ALTER TABLE app.channel_route ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.channel_route FORCE ROW LEVEL SECURITY;
CREATE POLICY definer_rw ON app.channel_route FOR ALL TO loket_definer USING (true) WITH CHECK (true);
REVOKE ALL ON app.channel_route FROM PUBLIC;
GRANT SELECT, INSERT, DELETE ON app.channel_route TO loket_definer;
-- A route may be claimed only under the platform's app or the workspace's own.
CREATE POLICY definer_r ON app.meta_app FOR SELECT TO loket_definer USING (true);
GRANT SELECT (app_ref, workspace_id) ON app.meta_app TO loket_definer;

CREATE TABLE app.inbound_event (
  workspace_id uuid NOT NULL DEFAULT app.workspace() REFERENCES app.workspace (workspace_id),
  id uuid NOT NULL,
  dedupe_key bytea NOT NULL CHECK (length(dedupe_key) = 32),
  journal_seq bigint NOT NULL,
  channel_id uuid NOT NULL,
  kind text NOT NULL,
  lane text NOT NULL,
  event jsonb NOT NULL,
  received_at timestamptz NOT NULL,
  state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'applied', 'stored', 'failed')),
  applied_at timestamptz,
  problem text,
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, dedupe_key)
);
CREATE INDEX inbound_event_failed ON app.inbound_event (workspace_id, channel_id) WHERE state = 'failed';
CALL app.tenantize('app.inbound_event', 'SELECT', 'SELECT, UPDATE');
GRANT UPDATE (event, state) ON app.inbound_event TO loket_app;
CREATE POLICY ingest_insert ON app.inbound_event FOR INSERT TO loket_ingest WITH CHECK (true);
GRANT INSERT ON app.inbound_event TO loket_ingest;

-- Lanes: work with one key runs one at a time, in order; different keys run in parallel.
-- `pending` counts jobs, so that an enqueuer and a finisher never both miss one.
CREATE TABLE app.lane (
  workspace_id uuid NOT NULL DEFAULT app.workspace() REFERENCES app.workspace (workspace_id),
  key text NOT NULL,
  pending int NOT NULL CHECK (pending >= 0),
  ready_at timestamptz NOT NULL,
  lease_until timestamptz,
  lease uuid,
  PRIMARY KEY (workspace_id, key)
);
CREATE INDEX lane_ready ON app.lane (ready_at) WHERE lease_until IS NULL AND pending > 0;
CREATE INDEX lane_leased ON app.lane (lease_until) WHERE lease_until IS NOT NULL;
CREATE TABLE app.job (
  workspace_id uuid NOT NULL DEFAULT app.workspace() REFERENCES app.workspace (workspace_id),
  key text NOT NULL,
  id bigint GENERATED ALWAYS AS IDENTITY,
  kind text NOT NULL,
  payload jsonb NOT NULL,
  attempts int NOT NULL DEFAULT 0,
  problem text,
  PRIMARY KEY (workspace_id, key, id)
);
CREATE TABLE app.dead_job (
  workspace_id uuid NOT NULL DEFAULT app.workspace() REFERENCES app.workspace (workspace_id),
  id uuid NOT NULL,
  key text NOT NULL,
  kind text NOT NULL,
  payload jsonb NOT NULL,
  problem text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id)
);
CALL app.tenantize('app.dead_job', 'SELECT, DELETE', 'SELECT, INSERT');
DO $$ DECLARE t text; BEGIN
  FOREACH t IN ARRAY ARRAY['lane', 'job'] LOOP
    EXECUTE format('ALTER TABLE app.%I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE app.%I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY workspace_floor ON app.%I AS RESTRICTIVE FOR ALL TO loket_app, loket_worker '
      'USING (workspace_id = app.workspace()) WITH CHECK (workspace_id = app.workspace())', t);
    EXECUTE format('CREATE POLICY workspace_rw ON app.%I FOR ALL TO loket_app, loket_worker USING (true) WITH CHECK (true)', t);
    EXECUTE format('CREATE POLICY definer_rw ON app.%I FOR ALL TO loket_definer USING (true) WITH CHECK (true)', t);
    EXECUTE format('REVOKE ALL ON app.%I FROM PUBLIC', t);
  END LOOP;
END $$;
GRANT SELECT ON app.lane TO loket_app;
GRANT SELECT, UPDATE ON app.lane TO loket_worker;
GRANT SELECT, UPDATE, DELETE ON app.job TO loket_worker;
GRANT SELECT, INSERT, UPDATE, DELETE ON app.lane TO loket_definer;
GRANT SELECT, INSERT ON app.job TO loket_definer;
RESET ROLE;

SET ROLE loket_definer;
-- Before the workspace is known: one question, one answer.
CREATE FUNCTION app.route(app_refs uuid[], kinds text[], scopes text[], external_ids text[])
  RETURNS TABLE (n bigint, workspace_id uuid, channel_id uuid)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT w.n, r.workspace_id, r.channel_id
  FROM unnest(app_refs, kinds, scopes, external_ids) WITH ORDINALITY AS w (app_ref, kind, scope, external_id, n)
  JOIN app.channel_route r ON r.app_ref = w.app_ref AND r.kind = w.kind AND r.scope = w.scope AND r.external_id = w.external_id $$;
-- A workspace may add and drop routes to its own channels; a taken route answers false, and says nothing about whose it is.
CREATE FUNCTION app.claim_route(the_app uuid, the_kind text, the_scope text, the_id text, the_channel uuid) RETURNS boolean
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF app.workspace() IS NULL OR NOT EXISTS (SELECT 1 FROM app.meta_app m WHERE m.app_ref = the_app
      AND (m.workspace_id IS NULL OR m.workspace_id = app.workspace())) THEN RETURN false; END IF;
  INSERT INTO app.channel_route (app_ref, kind, scope, external_id, workspace_id, channel_id)
  VALUES (the_app, the_kind, the_scope, the_id, app.workspace(), the_channel) ON CONFLICT DO NOTHING;
  RETURN EXISTS (SELECT 1 FROM app.channel_route r WHERE r.app_ref = the_app AND r.kind = the_kind AND r.scope = the_scope
    AND r.external_id = the_id AND r.workspace_id = app.workspace() AND (the_scope = 'account' OR r.channel_id = the_channel));
END $$;
CREATE FUNCTION app.drop_routes(the_channel uuid) RETURNS bigint
  LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH gone AS (DELETE FROM app.channel_route r WHERE r.workspace_id = app.workspace() AND r.channel_id = the_channel RETURNING 1)
  SELECT count(*) FROM gone $$;
-- Adds jobs to lanes of the current workspace. Lanes are touched in key order, so that two enqueuers never deadlock.
CREATE FUNCTION app.enqueue(keys text[], kinds text[], payloads jsonb[], due timestamptz) RETURNS void
  LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH j AS (
    INSERT INTO app.job (workspace_id, key, kind, payload)
    SELECT app.workspace(), u.k, u.kind, u.p FROM unnest(keys, kinds, payloads) WITH ORDINALITY AS u (k, kind, p, o) ORDER BY u.o
    RETURNING key)
  INSERT INTO app.lane AS l (workspace_id, key, pending, ready_at)
  SELECT app.workspace(), j.key, count(*), due FROM j GROUP BY j.key ORDER BY j.key
  ON CONFLICT (workspace_id, key) DO UPDATE
    SET pending = l.pending + excluded.pending,
        -- A lane that waits (pacing, a failed job) goes on waiting: what comes behind must not hasten its head.
        ready_at = CASE WHEN l.pending = 0 THEN excluded.ready_at ELSE l.ready_at END $$;
-- Claims lanes across workspaces and says only which; the work itself happens inside one workspace.
-- Round-robin by workspace: at most `per_workspace` lanes of one workspace in a claim, so that none starves the others.
CREATE FUNCTION app.claim_lanes(at timestamptz, lim int, per_workspace int, lease_for interval, the_lease uuid)
  RETURNS TABLE (workspace_id uuid, key text)
  LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
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
  RETURNING l.workspace_id, l.key $$;
-- Leases of workers that died are given back.
CREATE FUNCTION app.sweep_lanes(at timestamptz) RETURNS bigint
  LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH freed AS (UPDATE app.lane l SET lease_until = NULL, lease = NULL WHERE l.lease_until < at RETURNING 1),
       idle AS (DELETE FROM app.lane l WHERE l.pending = 0 AND l.lease_until IS NULL AND l.ready_at < at - interval '1 hour' RETURNING 1)
  SELECT count(*) FROM freed $$;
-- When the next lane is due, so that a worker can sleep until then.
CREATE FUNCTION app.next_due() RETURNS timestamptz
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT min(l.ready_at) FROM app.lane l WHERE l.lease_until IS NULL AND l.pending > 0 $$;
-- Heads of all chains, for a checkpoint outside the database.
RESET ROLE;
SET ROLE loket_owner;
CREATE POLICY definer_r ON app.workspace_head FOR SELECT TO loket_definer USING (true);
GRANT SELECT (workspace_id, evidence_seq, evidence_hash) ON app.workspace_head TO loket_definer;
RESET ROLE;
SET ROLE loket_definer;
CREATE FUNCTION app.evidence_heads() RETURNS TABLE (workspace_id uuid, seq bigint, hash bytea)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT h.workspace_id, h.evidence_seq, h.evidence_hash FROM app.workspace_head h WHERE h.evidence_seq > 0 ORDER BY h.workspace_id $$;
REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA app FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.route(uuid[], text[], text[], text[]) TO loket_ingest;
GRANT EXECUTE ON FUNCTION app.claim_route(uuid, text, text, text, uuid), app.drop_routes(uuid) TO loket_app;
GRANT EXECUTE ON FUNCTION app.enqueue(text[], text[], jsonb[], timestamptz) TO loket_app, loket_worker, loket_ingest;
GRANT EXECUTE ON FUNCTION app.claim_lanes(timestamptz, int, int, interval, uuid), app.sweep_lanes(timestamptz), app.next_due(), app.evidence_heads()
  TO loket_worker;
RESET ROLE;
SET ROLE loket_owner;
REVOKE CREATE ON SCHEMA app FROM loket_definer;
RESET ROLE;
