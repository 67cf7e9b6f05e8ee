//! Faults in roles and in settings above the tables.

use super::{Mutation, faults};

pub(super) const ATTRIBUTES: &[Mutation] = faults! {
    bypasses: "ALTER ROLE loket_app BYPASSRLS";
    definer_bypasses: "ALTER ROLE loket_definer BYPASSRLS";
    superuser: "ALTER ROLE loket_worker SUPERUSER";
    makes_roles: "ALTER ROLE loket_partner CREATEROLE";
    makes_databases: "ALTER ROLE loket_platform CREATEDB";
    replicates: "ALTER ROLE loket_ingest REPLICATION";
    owner_logs_in: "ALTER ROLE loket_owner LOGIN";
    definer_logs_in: "ALTER ROLE loket_definer LOGIN";
    inherits: "ALTER ROLE loket_app INHERIT";
    member_of_owner: "GRANT loket_owner TO loket_app";
    member_of_definer: "GRANT loket_definer TO loket_ingest";
    partner_is_worker: "GRANT loket_worker TO loket_partner";
    reads_all_data: "GRANT pg_read_all_data TO loket_worker; ALTER ROLE loket_worker INHERIT";
    runs_programs: "GRANT pg_execute_server_program TO loket_app; ALTER ROLE loket_app INHERIT";
    signals_backends: "GRANT pg_signal_backend TO loket_partner";
    stranger_bypasses: "CREATE ROLE loket_reports LOGIN BYPASSRLS; GRANT USAGE ON SCHEMA app TO loket_reports; GRANT SELECT ON ALL TABLES IN SCHEMA app TO loket_reports";
    stranger_is_owner: "CREATE ROLE loket_reports LOGIN; GRANT loket_owner TO loket_reports";
    replica_mode: "GRANT SET ON PARAMETER session_replication_role TO loket_app";
    parameter_for_app: "GRANT ALTER SYSTEM ON PARAMETER log_statement TO loket_app";
};

pub(super) const SETTINGS: &[Mutation] = faults! {
    context_on_role: "ALTER ROLE loket_app SET app.workspace_id = '{B}'";
    context_on_role_here: "ALTER ROLE loket_worker IN DATABASE {db} SET app.workspace_id = '{B}'";
    context_on_database: "ALTER DATABASE {db} SET app.partner_id = '{P2}'";
    context_for_all: "ALTER ROLE ALL SET app.workspace_id = '{C}'";
    row_security_off: "ALTER ROLE loket_app SET row_security = off";
};
