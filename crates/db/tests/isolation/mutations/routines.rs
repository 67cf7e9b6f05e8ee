//! Faults in functions and triggers.

use super::{Mutation, faults};

pub(super) const ALL: &[Mutation] = faults! {
    definer_of_superuser: "CREATE FUNCTION app.peek() RETURNS SETOF text LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS 'SELECT content::text FROM app.message';
        REVOKE ALL ON FUNCTION app.peek() FROM PUBLIC; GRANT EXECUTE ON FUNCTION app.peek() TO loket_app";
    definer_more: "CREATE FUNCTION app.peek() RETURNS SETOF jsonb LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS 'SELECT payload FROM app.job';
        ALTER FUNCTION app.peek() OWNER TO loket_definer; REVOKE ALL ON FUNCTION app.peek() FROM PUBLIC; GRANT EXECUTE ON FUNCTION app.peek() TO loket_worker";
    definer_elsewhere: "CREATE FUNCTION public.peek() RETURNS bigint LANGUAGE sql SECURITY DEFINER AS 'SELECT count(*) FROM app.message'";
    definer_procedure: "CREATE PROCEDURE app.clean() LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS 'DELETE FROM app.reaction';
        REVOKE ALL ON PROCEDURE app.clean() FROM PUBLIC; GRANT EXECUTE ON PROCEDURE app.clean() TO loket_app";
    definer_overloaded: "CREATE FUNCTION app.drop_routes(the_channel uuid, whose uuid) RETURNS bigint LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
        AS 'WITH gone AS (DELETE FROM app.channel_route WHERE channel_id = the_channel RETURNING 1) SELECT count(*) FROM gone';
        REVOKE ALL ON FUNCTION app.drop_routes(uuid, uuid) FROM PUBLIC; GRANT EXECUTE ON FUNCTION app.drop_routes(uuid, uuid) TO loket_app";
    drops_any_route: "CREATE OR REPLACE FUNCTION app.drop_routes(the_channel uuid) RETURNS bigint LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
        AS 'WITH gone AS (DELETE FROM app.channel_route r WHERE r.channel_id = the_channel RETURNING 1) SELECT count(*) FROM gone'";
    steals_routes: "CREATE OR REPLACE FUNCTION app.claim_route(the_app uuid, the_kind text, the_scope text, the_id text, the_channel uuid) RETURNS boolean LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
        AS $$ BEGIN UPDATE app.channel_route r SET external_id = r.external_id WHERE r.external_id = the_id; DELETE FROM app.channel_route r WHERE r.external_id = the_id; RETURN true; END $$;
        GRANT UPDATE ON app.channel_route TO loket_definer";
    enqueues_for_others: "CREATE OR REPLACE FUNCTION app.enqueue(keys text[], kinds text[], payloads jsonb[], due timestamptz) RETURNS void LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
        AS $$ INSERT INTO app.job (workspace_id, key, kind, payload) SELECT (p ->> 'workspace_id')::uuid, 'k', 'k', p FROM unnest(payloads) p WHERE p ? 'workspace_id' $$";
    enqueues_without_workspace: "CREATE OR REPLACE FUNCTION app.enqueue(keys text[], kinds text[], payloads jsonb[], due timestamptz) RETURNS void LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
        AS $$ UPDATE app.lane SET ready_at = due WHERE key = ANY (keys) $$";
    erases_any_evidence: "ALTER POLICY workspace_floor ON app.evidence TO loket_app, loket_worker;
        CREATE OR REPLACE FUNCTION app.erase_evidence(conversations uuid[]) RETURNS bigint LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
        AS $$ WITH gone AS (UPDATE app.evidence SET payload = NULL, salt = NULL WHERE conversation_id = ANY (conversations) RETURNING 1) SELECT count(*) FROM gone $$";
    erases_any_evidence_about: "ALTER POLICY workspace_floor ON app.evidence TO loket_app, loket_worker;
        CREATE OR REPLACE FUNCTION app.erase_evidence_about(subjects text[]) RETURNS bigint LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
        AS $$ WITH gone AS (UPDATE app.evidence SET payload = NULL, salt = NULL WHERE subject = ANY (subjects) RETURNING 1) SELECT count(*) FROM gone $$";
    erases_any_evidence_of: "ALTER POLICY workspace_floor ON app.evidence TO loket_app, loket_worker;
        CREATE OR REPLACE FUNCTION app.erase_evidence_of(messages uuid[], besides uuid[]) RETURNS bigint LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
        AS $$ WITH gone AS (UPDATE app.evidence SET payload = NULL, salt = NULL WHERE message_id = ANY (messages) RETURNING 1) SELECT count(*) FROM gone $$";
    route_tells_more: "DROP FUNCTION app.route(uuid[], text[], text[], text[]);
        CREATE FUNCTION app.route(app_refs uuid[], kinds text[], scopes text[], external_ids text[]) RETURNS TABLE (n bigint, workspace_id uuid, channel_id uuid, external_id text) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
        AS $$ SELECT 1, r.workspace_id, r.channel_id, r.external_id FROM app.channel_route r $$;
        ALTER FUNCTION app.route(uuid[], text[], text[], text[]) OWNER TO loket_definer; REVOKE ALL ON FUNCTION app.route(uuid[], text[], text[], text[]) FROM PUBLIC;
        GRANT EXECUTE ON FUNCTION app.route(uuid[], text[], text[], text[]) TO loket_ingest";
    heads_to_app: "GRANT EXECUTE ON FUNCTION app.evidence_heads() TO loket_app";
    claims_to_app: "GRANT EXECUTE ON FUNCTION app.claim_lanes(timestamptz, int, int, interval, uuid) TO loket_app";
    claims_to_public: "GRANT EXECUTE ON FUNCTION app.claim_lanes(timestamptz, int, int, interval, uuid) TO PUBLIC";
    chores_to_app: "GRANT EXECUTE ON FUNCTION app.chores_due(timestamptz, int) TO loket_app";
    dead_jobs_to_partner: "GRANT EXECUTE ON FUNCTION app.dead_job_counts() TO loket_partner";
    sweeps_to_partner: "GRANT EXECUTE ON FUNCTION app.sweep_lanes(timestamptz) TO loket_partner";
    routes_to_partner: "GRANT EXECUTE ON FUNCTION app.route(uuid[], text[], text[], text[]) TO loket_partner";
    search_path_free: "ALTER FUNCTION app.drop_routes(uuid) RESET search_path";
    search_path_ours_first: "ALTER FUNCTION app.route(uuid[], text[], text[], text[]) SET search_path = app, pg_catalog";
    search_path_temp_first: "ALTER FUNCTION app.sweep_lanes(timestamptz) SET search_path = pg_temp, pg_catalog";
    definer_of_superuser_now: "ALTER FUNCTION app.drop_routes(uuid) OWNER TO CURRENT_USER";
    definer_no_more: "ALTER FUNCTION app.sweep_lanes(timestamptz) SECURITY INVOKER";
    context_with_default: "CREATE OR REPLACE FUNCTION app.workspace() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS $$ SELECT coalesce(nullif(current_setting('app.workspace_id', true), ''), '{B}')::uuid $$";
    context_immutable: "ALTER FUNCTION app.workspace() IMMUTABLE";
    context_with_setting: "ALTER FUNCTION app.workspace() SET app.workspace_id = '{B}'";
    context_with_rights: "ALTER FUNCTION app.workspace() SECURITY DEFINER";
    context_of_app: "ALTER FUNCTION app.workspace() OWNER TO loket_app";
    partner_by_default: "CREATE OR REPLACE FUNCTION app.partner() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS $$ SELECT coalesce(nullif(current_setting('app.partner_id', true), ''), '{P2}')::uuid $$";
    partner_from_workspace: "CREATE OR REPLACE FUNCTION app.partner() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS $$ SELECT coalesce(nullif(current_setting('app.partner_id', true), ''), nullif(current_setting('app.workspace_id', true), ''))::uuid $$";
    leakproof: "CREATE FUNCTION app.lp(text) RETURNS bool LANGUAGE sql LEAKPROOF AS 'SELECT true'; REVOKE ALL ON FUNCTION app.lp(text) FROM PUBLIC";
    folded_for_everybody: "CREATE FUNCTION app.folded(text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT lower($1)'; GRANT EXECUTE ON FUNCTION app.folded(text) TO PUBLIC";
    folded_in_index: "CREATE FUNCTION app.folded(text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT lower($1)'; CREATE INDEX oops ON app.contact (workspace_id, app.folded(name))";
    folded_in_generated: "CREATE FUNCTION app.folded(uuid) RETURNS text LANGUAGE sql IMMUTABLE SECURITY DEFINER AS 'SELECT string_agg(name, '','') FROM app.contact';
        GRANT EXECUTE ON FUNCTION app.folded(uuid) TO loket_app, loket_worker; ALTER TABLE app.conversation ADD COLUMN leak text GENERATED ALWAYS AS (app.folded(id)) STORED";
    folded_in_default: "CREATE FUNCTION app.folded() RETURNS text LANGUAGE sql VOLATILE SECURITY DEFINER AS 'SELECT string_agg(name, '','') FROM app.contact';
        GRANT EXECUTE ON FUNCTION app.folded() TO loket_app; ALTER TABLE app.reaction ALTER emoji SET DEFAULT app.folded()";
    folded_in_policy: "CREATE FUNCTION app.folded(uuid) RETURNS bool LANGUAGE sql STABLE AS 'SELECT true'; GRANT EXECUTE ON FUNCTION app.folded(uuid) TO loket_app, loket_worker;
        ALTER POLICY workspace_rw ON app.draft USING (app.folded(id))";
    tenantize_for_app: "GRANT EXECUTE ON PROCEDURE app.tenantize(regclass, text, text) TO loket_app";
    tenantize_with_rights: "ALTER PROCEDURE app.tenantize(regclass, text, text) SECURITY DEFINER";
    trigger_with_rights: "CREATE FUNCTION app.tg() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$ BEGIN DELETE FROM app.bucket WHERE workspace_id <> new.workspace_id; RETURN new; END $$;
        REVOKE ALL ON FUNCTION app.tg() FROM PUBLIC; CREATE TRIGGER tg AFTER UPDATE ON app.contact FOR EACH ROW EXECUTE FUNCTION app.tg()";
    trigger_moving_rows: "CREATE FUNCTION app.tg() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM set_config('app.workspace_id', '{B}', true); RETURN new; END $$;
        REVOKE ALL ON FUNCTION app.tg() FROM PUBLIC; CREATE TRIGGER tg BEFORE INSERT OR UPDATE ON app.contact FOR EACH ROW EXECUTE FUNCTION app.tg()";
    trigger_built_in: "CREATE TRIGGER tg BEFORE UPDATE ON app.contact FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()";
    references_disabled: "ALTER TABLE app.message DISABLE TRIGGER ALL";
    event_trigger: "CREATE FUNCTION app.et() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END'; REVOKE ALL ON FUNCTION app.et() FROM PUBLIC; CREATE EVENT TRIGGER oops ON ddl_command_end EXECUTE FUNCTION app.et()";
};
