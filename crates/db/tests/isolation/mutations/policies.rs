//! Faults in floors and policies.

use super::{Mutation, faults};

pub(super) const ALL: &[Mutation] = faults! {
    force_off: "ALTER TABLE app.message NO FORCE ROW LEVEL SECURITY";
    rls_off: "ALTER TABLE app.message DISABLE ROW LEVEL SECURITY";
    floor_dropped: "DROP POLICY workspace_floor ON app.message";
    floor_open_without_context: "ALTER POLICY workspace_floor ON app.message USING (workspace_id = app.workspace() OR app.workspace() IS NULL)
        WITH CHECK (workspace_id = app.workspace() OR app.workspace() IS NULL)";
    floor_for_select_only: "DROP POLICY workspace_floor ON app.contact;
        CREATE POLICY workspace_floor ON app.contact AS RESTRICTIVE FOR SELECT TO PUBLIC USING (workspace_id = app.workspace())";
    floor_without_check: "ALTER POLICY workspace_floor ON app.contact WITH CHECK (true)";
    floor_permissive: "DROP POLICY workspace_floor ON app.draft;
        CREATE POLICY workspace_floor ON app.draft FOR ALL TO PUBLIC USING (workspace_id = app.workspace()) WITH CHECK (workspace_id = app.workspace())";
    floor_not_for_worker: "ALTER POLICY workspace_floor ON app.attempt TO loket_app";
    floor_not_for_ingest: "ALTER POLICY workspace_floor ON app.inbound_event TO loket_app, loket_worker";
    floor_with_or: "ALTER POLICY workspace_floor ON app.job USING (workspace_id = app.workspace() OR kind LIKE '%job%')";
    floor_skips_simulated: "ALTER POLICY workspace_floor ON app.channel USING (workspace_id = app.workspace() OR NOT simulated)";
    floor_coalesced: "ALTER POLICY workspace_floor ON app.knowledge USING (workspace_id = coalesce(app.workspace(), workspace_id))";
    floor_on_other_column: "ALTER POLICY workspace_floor ON app.reaction USING (conversation_id IS NOT NULL) WITH CHECK (true)";
    floor_reads_a_setting: "ALTER POLICY workspace_floor ON app.media USING (workspace_id::text = current_setting('app.workspace_id', true) OR current_setting('app.all', true) IS NULL)";
    floor_by_partner: "ALTER POLICY workspace_floor ON app.workspace USING (partner_id IN (SELECT d.partner_id FROM app.partner_daily d))";
    permissive_public: "CREATE POLICY oops ON app.message FOR SELECT TO PUBLIC USING (true)";
    permissive_for_partner: "CREATE POLICY oops ON app.contact FOR SELECT TO loket_partner USING (true)";
    permissive_for_platform: "CREATE POLICY oops ON app.conversation FOR ALL TO loket_platform USING (true)";
    permissive_for_definer: "CREATE POLICY oops ON app.draft FOR SELECT TO loket_definer USING (true)";
    ingest_policy_widened: "DROP POLICY ingest_insert ON app.inbound_event;
        CREATE POLICY ingest_insert ON app.inbound_event FOR SELECT TO loket_ingest USING (true)";
    partner_sees_all_months: "ALTER POLICY partner_floor ON app.partner_month USING (true)";
    worker_books_month_on_other_partner: "ALTER POLICY workspace_floor ON app.partner_month WITH CHECK (workspace_id = app.workspace())";
    partner_sees_all_sums: "ALTER POLICY partner_floor ON app.partner_daily USING (true)";
    partner_sees_all_clients: "DROP POLICY partner_floor ON app.workspace";
    partner_sees_all_partners: "ALTER POLICY partner_floor ON app.partner USING (true)";
    partner_makes_others_clients: "ALTER POLICY partner_floor ON app.workspace WITH CHECK (true)";
    worker_books_on_other_partner: "ALTER POLICY workspace_floor ON app.partner_daily WITH CHECK (workspace_id = app.workspace())";
    head_open_to_worker: "ALTER POLICY workspace_floor ON app.workspace_head TO loket_app";
    lane_open_to_app: "ALTER POLICY workspace_floor ON app.lane TO loket_worker";
};
