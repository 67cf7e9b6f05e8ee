//! Who may see what, as people decided it: the reviewed exceptions, each with its reason.
//!
//! Whatever is not written here follows the rule: `loket_app` and `loket_worker` work on tables with a workspace,
//! under the canonical floor; nobody else holds anything.

/// The roles somebody could log in as.
pub(crate) const LOGINS: [&str; 5] = [APP, WORKER, INGEST, PARTNER, PLATFORM];
pub(crate) const APP: &str = "loket_app";
pub(crate) const WORKER: &str = "loket_worker";
pub(crate) const INGEST: &str = "loket_ingest";
pub(crate) const PARTNER: &str = "loket_partner";
pub(crate) const PLATFORM: &str = "loket_platform";
/// Owns the narrow functions that look across workspaces.
pub(crate) const DEFINER: &str = "loket_definer";
/// Owns every table.
pub(crate) const OWNER: &str = "loket_owner";
/// All whose privileges are examined.
pub(crate) const HOLDERS: [&str; 6] = [APP, WORKER, INGEST, PARTNER, PLATFORM, DEFINER];

/// The canonical texts, as Postgres prints them back.
pub(crate) const WORKSPACE_FLOOR: &str = "(workspace_id = app.workspace())";

/// What keeps a role to its rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Floor {
    /// The workspace of the transaction.
    Workspace,
    /// The partner of the transaction, compared with this column.
    Partner(&'static str),
    /// Nothing: the role's job spans them all.
    Open,
}

/// A privilege outside the rule.
#[derive(Debug)]
pub(crate) struct Grant {
    pub(crate) role: &'static str,
    pub(crate) table: &'static str,
    /// Exactly these; a column list where the privilege is on columns.
    pub(crate) privileges: &'static [&'static str],
    pub(crate) floor: Floor,
    #[expect(dead_code, reason = "for the reader")]
    pub(crate) why: &'static str,
}

macro_rules! grants {
    ($($role:ident on $table:literal: $floor:expr; $($privilege:literal),+; $why:literal.)+) => {
        &[$(Grant { role: $role, table: $table, privileges: &[$($privilege),+], floor: $floor, why: $why }),+]
    };
}

/// Every privilege of a role that is not simply `app` or `worker` on a workspace's table.
pub(crate) const GRANTS: &[Grant] = grants! {
    INGEST on "app.inbound_event": Floor::Workspace; "INSERT"; "delivers into the workspace it was routed to".
    INGEST on "app.journal": Floor::Open; "SELECT", "INSERT", "DELETE", "UPDATE (body, state, attempts, problem, body_sha256, redacted_at)";
        "no workspace is known yet; an erased person's parts are taken out, and what is over goes".
    INGEST on "app.erased_fact": Floor::Workspace; "SELECT"; "a late duplicate of an erased fact has no effect".
    INGEST on "app.unhandled": Floor::Open; "SELECT", "INSERT", "DELETE"; "belongs to nobody".
    PARTNER on "app.partner": Floor::Partner("id"); "SELECT", "UPDATE (brand, logo, logo_type)"; "itself".
    APP on "app.consent_entry": Floor::Workspace; "UPDATE (source, note)"; "erasing a person empties words; state and time stay".
    PARTNER on "app.workspace": Floor::Partner("partner_id");
        "SELECT (workspace_id, partner_id, name, locale, timezone, simulated, created_at)", "INSERT"; "its clients' directory".
    PARTNER on "app.partner_daily": Floor::Partner("partner_id"); "SELECT"; "sums".
    PARTNER on "app.partner_month": Floor::Partner("partner_id"); "SELECT"; "sums".
    PLATFORM on "app.partner": Floor::Open; "SELECT", "INSERT", "UPDATE"; "directory".
    PLATFORM on "app.workspace": Floor::Open; "SELECT", "INSERT"; "directory".
    PLATFORM on "app.person": Floor::Open; "SELECT", "INSERT", "UPDATE", "DELETE"; "signing in".
    PLATFORM on "app.membership": Floor::Open; "SELECT", "INSERT", "UPDATE", "DELETE"; "signing in".
    PLATFORM on "app.session": Floor::Open; "SELECT", "INSERT", "UPDATE", "DELETE"; "signing in".
    PLATFORM on "app.api_key": Floor::Open; "SELECT", "INSERT", "UPDATE", "DELETE"; "signing in".
    PLATFORM on "app.meta_app": Floor::Open; "SELECT", "INSERT", "UPDATE", "DELETE"; "secrets that check signatures, sealed".
    PLATFORM on "app.recovery_code": Floor::Open; "SELECT", "INSERT", "UPDATE", "DELETE"; "signing in".
    PLATFORM on "app.passkey": Floor::Open; "SELECT", "INSERT", "UPDATE", "DELETE"; "signing in".
    PLATFORM on "app.ceremony": Floor::Open; "SELECT", "INSERT", "UPDATE", "DELETE"; "signing in".
    PLATFORM on "app.reset_link": Floor::Open; "SELECT", "INSERT", "UPDATE", "DELETE"; "signing in".
    PLATFORM on "app.invitation": Floor::Open; "SELECT", "INSERT", "UPDATE", "DELETE"; "found by its token, before anybody is signed in".
    PLATFORM on "app.channel_grant": Floor::Open; "SELECT (workspace_id, channel_id, grantor)";
        "whom a request to leave is about, before a workspace is known; a digest, never a token".
    PLATFORM on "app.signup": Floor::Open; "SELECT (workspace_id, id, grantor)"; "the same, where no channel holds the token yet".
    PLATFORM on "app.app_connection": Floor::Open; "SELECT (workspace_id, id, grantor)"; "the same, of a person's own permission".
    PLATFORM on "app.leave_request": Floor::Open; "SELECT", "INSERT", "UPDATE (finished_at)"; "asked by the provider for nobody here in particular".
    PLATFORM on "app.erasure": Floor::Open; "SELECT", "UPDATE (written_at)"; "the ledger of erasures is one for all; ids only".
    PLATFORM on "app.setup": Floor::Open; "SELECT", "INSERT", "UPDATE", "DELETE"; "the first start".
    PLATFORM on "app.journal": Floor::Open;
        "SELECT (seq, channel_kind, app_ref, received_at, signature, state, attempts, problem)",
        "UPDATE (state, attempts, problem)"; "the journal's health and replay, never a body".
    PLATFORM on "app.unhandled": Floor::Open; "SELECT", "DELETE"; "replay".
    DEFINER on "app.evidence": Floor::Workspace;
        "SELECT (workspace_id, seq, kind, subject, message_id, conversation_id)", "UPDATE (payload, salt)";
        "erase_evidence, erase_evidence_about, erase_evidence_of".
    DEFINER on "app.meta_app": Floor::Open; "SELECT (app_ref, workspace_id)"; "claim_route".
    DEFINER on "app.channel_route": Floor::Open; "SELECT", "INSERT", "DELETE"; "route, claim_route, drop_routes".
    DEFINER on "app.lane": Floor::Open; "SELECT", "INSERT", "UPDATE", "DELETE"; "enqueue, claim_lanes, sweep_lanes".
    DEFINER on "app.job": Floor::Open; "SELECT", "INSERT"; "enqueue".
    DEFINER on "app.person": Floor::Open; "SELECT (id, name)"; "members".
    DEFINER on "app.membership": Floor::Open; "SELECT (person_id, workspace_id, role)"; "members, inboxes_due".
    DEFINER on "app.conversation": Floor::Open;
        "SELECT (workspace_id, id, contact_id, merged_into, state, snoozed_until, assignee)"; "inboxes_due, find_conversations".
    DEFINER on "app.assignment_rule": Floor::Open; "SELECT (workspace_id, mode)"; "inboxes_due".
    DEFINER on "app.contact": Floor::Open; "SELECT (workspace_id, id, name, username)"; "find_conversations, find_contacts".
    DEFINER on "app.contact_identity": Floor::Open;
        "SELECT (workspace_id, contact_id, kind, value, ended_at)"; "find_conversations, find_contacts".
    DEFINER on "app.message": Floor::Open; "SELECT (workspace_id, id, conversation_id, kind, content)"; "find_conversations".
    DEFINER on "app.workspace_head": Floor::Open;
        "SELECT (workspace_id, evidence_seq, evidence_hash, counted_seq, counted_at, tidied_at)"; "evidence_heads, chores_due".
    DEFINER on "app.dead_job": Floor::Open; "SELECT (workspace_id)"; "dead_job_counts".
};

/// The reviewed entry, if there is one.
pub(crate) fn grant(role: &str, table: &str) -> Option<&'static Grant> {
    GRANTS.iter().find(|g| g.role == role && g.table == table)
}

/// A floor whose WITH CHECK says more than its USING: (table, policy, WITH CHECK).
pub(crate) const STRICTER_CHECKS: &[(&str, &str, &str)] = &[
    ("app.partner_daily", "workspace_floor", TRUE_PARTNER),
    ("app.partner_month", "workspace_floor", TRUE_PARTNER),
];

/// A workspace's sums go to its own partner.
const TRUE_PARTNER: &str = "((workspace_id = app.workspace()) AND (partner_id = ( SELECT w.partner_id\n   FROM app.workspace w\n  \
     WHERE (w.workspace_id = app.workspace()))))";

/// Rows that are never changed or removed once written.
pub(crate) const APPEND_ONLY: &[&str] = &[
    "app.evidence",
    "app.consent_entry",
    "app.knowledge",
    "app.channel_change",
];

/// Tables nobody but the administrator touches.
pub(crate) const UNREACHABLE: &[(&str, &str)] = &[(
    "public._sqlx_migrations",
    "which migrations ran; no role has a grant",
)];

/// Unique indexes that do not carry the workspace, though their table does.
pub(crate) const GLOBAL_UNIQUE: &[(&str, &str)] = &[
    (
        "app.api_key_pkey",
        "found before a workspace is known; platform only",
    ),
    (
        "app.api_key_secret_hash_key",
        "found before a workspace is known; platform only",
    ),
    (
        "app.invitation_pkey",
        "found before a workspace is known; platform only",
    ),
    (
        "app.invitation_token_hash_key",
        "found before a workspace is known; platform only",
    ),
    (
        "app.meta_app_pkey",
        "found before a workspace is known; platform only",
    ),
    (
        "app.channel_route_pkey",
        "a number belongs to one workspace in the world; definer only",
    ),
    (
        "app.membership_partner",
        "a partner's people; platform only",
    ),
    (
        "app.membership_platform",
        "the platform's people; platform only",
    ),
];

/// References between workspaces' tables that do not pair the workspace.
pub(crate) const GLOBAL_REFERENCES: &[(&str, &str)] = &[(
    "app.channel_route_app_ref_fkey",
    "the platform's own Meta app serves many workspaces; definer only",
)];

/// Indexes whose first column is not the workspace, and primary keys likewise: they would not shard by tenant.
/// Tables without a workspace are few and small, or drain at once.
pub(crate) const UNSHARDED: &[(&str, &str)] = &[
    ("app.partner", "directory: one row a partner"),
    ("app.person", "directory: one row a person"),
    ("app.membership", "directory: asked by person at sign-in"),
    ("app.session", "directory: asked by token hash"),
    ("app.api_key", "directory: asked by secret hash"),
    ("app.meta_app", "directory: one row a Meta app"),
    ("app.recovery_code", "directory: asked by person"),
    ("app.passkey", "directory: asked by credential or person"),
    ("app.ceremony", "lives for minutes, in no workspace"),
    ("app.reset_link", "directory: asked by token hash"),
    ("app.invitation", "directory: asked by token hash"),
    ("app.setup", "the first start: one row"),
    (
        "app.journal",
        "before the workspace is known; drains at once",
    ),
    ("app.unhandled", "belongs to no workspace"),
    ("app.channel_route", "what finds the workspace"),
    (
        "app.channel_grant_grantor",
        "what finds the workspace of whoever leaves",
    ),
    (
        "app.app_connection_grantor",
        "what finds the workspace of whoever leaves",
    ),
    (
        "app.signup_grantor",
        "what finds the workspace of whoever leaves",
    ),
    ("app.leave_request", "belongs to no workspace"),
    (
        "app.erasure_unwritten",
        "the ledger is one for all workspaces",
    ),
    ("app.partner_daily", "asked by partner; sums only"),
    ("app.partner_month", "asked by partner; sums only"),
    ("app.session_expired", "retention; directory"),
    ("app.lane_ready", "claims look across workspaces"),
    ("app.lane_leased", "sweeps look across workspaces"),
    (
        "app.message_words",
        "inverted: every word carries its workspace",
    ),
    (
        "app.contact_words",
        "inverted: every word carries its workspace",
    ),
];

/// A function that runs with its owner's rights.
#[derive(Debug)]
pub(crate) struct Definer {
    /// Schema, name, argument types.
    pub(crate) signature: &'static str,
    pub(crate) result: &'static str,
    pub(crate) callers: &'static [&'static str],
    /// Whether its answer or effect spans workspaces on purpose.
    pub(crate) crosses: bool,
}

/// All functions that run with their owner's rights.
pub(crate) const DEFINERS: &[Definer] = &[
    Definer {
        signature: "app.route(uuid[], text[], text[], text[])",
        result: "TABLE(n bigint, workspace_id uuid, channel_id uuid)",
        callers: &[INGEST],
        crosses: true,
    },
    Definer {
        signature: "app.claim_route(uuid, text, text, text, uuid)",
        result: "boolean",
        callers: &[APP],
        crosses: false,
    },
    Definer {
        signature: "app.drop_routes(uuid)",
        result: "bigint",
        callers: &[APP],
        crosses: false,
    },
    Definer {
        signature: "app.enqueue(text[], text[], jsonb[], timestamp with time zone)",
        result: "void",
        callers: &[APP, WORKER, INGEST],
        crosses: false,
    },
    Definer {
        signature: "app.claim_lanes(timestamp with time zone, integer, integer, interval, uuid)",
        result: "TABLE(workspace_id uuid, key text, jobs jsonb)",
        callers: &[WORKER],
        crosses: true,
    },
    Definer {
        signature: "app.sweep_lanes(timestamp with time zone)",
        result: "bigint",
        callers: &[WORKER],
        crosses: true,
    },
    Definer {
        signature: "app.evidence_heads()",
        result: "TABLE(workspace_id uuid, seq bigint, hash bytea)",
        callers: &[WORKER],
        crosses: true,
    },
    Definer {
        signature: "app.chores_due(timestamp with time zone, integer)",
        result: "TABLE(workspace_id uuid, count_due boolean, tidy_due boolean)",
        callers: &[WORKER],
        crosses: true,
    },
    Definer {
        signature: "app.dead_job_counts()",
        result: "TABLE(workspace_id uuid, n bigint)",
        callers: &[PLATFORM],
        crosses: true,
    },
    Definer {
        signature: "app.members()",
        result: "TABLE(person_id uuid, name text, role text)",
        callers: &[APP, WORKER],
        crosses: false,
    },
    Definer {
        signature: "app.inboxes_due(timestamp with time zone)",
        result: "TABLE(workspace_id uuid)",
        callers: &[WORKER],
        crosses: true,
    },
    Definer {
        signature: "app.find_conversations(text[], integer)",
        result: "TABLE(id uuid)",
        callers: &[APP, WORKER],
        crosses: false,
    },
    Definer {
        signature: "app.find_contacts(text[], integer)",
        result: "TABLE(id uuid)",
        callers: &[APP, WORKER],
        crosses: false,
    },
    Definer {
        signature: "app.erase_evidence(uuid[])",
        result: "bigint",
        callers: &[APP],
        crosses: false,
    },
    Definer {
        signature: "app.erase_evidence_about(text[])",
        result: "bigint",
        callers: &[APP],
        crosses: false,
    },
    Definer {
        signature: "app.erase_evidence_of(uuid[], uuid[])",
        result: "bigint",
        callers: &[APP],
        crosses: false,
    },
];

/// The functions every policy hangs on, word for word.
pub(crate) const CONTEXT_FUNCTIONS: &[(&str, &str)] = &[
    (
        "app.workspace()",
        "SELECT nullif(current_setting('app.workspace_id', true), '')::uuid",
    ),
    (
        "app.partner()",
        "SELECT nullif(current_setting('app.partner_id', true), '')::uuid",
    ),
];

/// Functions without their owner's rights that nobody may call: they serve migrations.
pub(crate) const MIGRATION_FUNCTIONS: &[&str] = &["app.tenantize(regclass, text, text)"];

/// What a partner-visible column may be besides a text with a CHECK.
pub(crate) const PARTNER_TYPES: &[&str] = &["uuid", "date", "bigint"];

/// Settings a role may carry; a context among them would outlive every transaction.
pub(crate) const ROLE_SETTINGS: &[&str] = &[
    "statement_timeout",
    "idle_in_transaction_session_timeout",
    "lock_timeout",
];

/// The three workspaces of the fixtures; A and B have the same partner.
pub(crate) const A: &str = "aaaaaaaa-0000-4000-8000-00000000000a";
pub(crate) const B: &str = "bbbbbbbb-0000-4000-8000-00000000000b";
pub(crate) const C: &str = "cccccccc-0000-4000-8000-00000000000c";
pub(crate) const P1: &str = "11111111-0000-4000-8000-000000000001";
pub(crate) const P2: &str = "22222222-0000-4000-8000-000000000002";
