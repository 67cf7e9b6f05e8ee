//! What no role may do at all, whatever the context.

use anyhow::Result;

use crate::model::{B, DEFINER, LOGINS, OWNER};
use crate::rules::Findings;
use crate::session::{Context, Session};

/// Statements that must be refused to every login.
fn forbidden() -> Vec<String> {
    let mut all: Vec<String> = [
        "CREATE TEMP TABLE probe ()",
        "CREATE TABLE app.probe ()",
        "CREATE TABLE public.probe ()",
        "CREATE SCHEMA probe",
        "CREATE VIEW app.probe AS SELECT 1",
        "CREATE FUNCTION app.probe() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "CREATE OR REPLACE FUNCTION app.workspace() RETURNS uuid LANGUAGE sql AS 'SELECT NULL::uuid'",
        "ALTER FUNCTION app.workspace() SECURITY DEFINER",
        "CALL app.tenantize('app.message', 'ALL', 'ALL')",
        "ALTER TABLE app.message DISABLE ROW LEVEL SECURITY",
        "ALTER TABLE app.message NO FORCE ROW LEVEL SECURITY",
        "DROP POLICY workspace_floor ON app.message",
        "CREATE POLICY probe ON app.message USING (true)",
        "CREATE TRIGGER probe BEFORE INSERT ON app.message FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()",
        "CREATE RULE probe AS ON INSERT TO app.message DO ALSO NOTHING",
        "CREATE INDEX ON app.message (kind)",
        "DROP TABLE app.message CASCADE",
        "SET LOCAL session_replication_role = replica",
        "ALTER SYSTEM SET row_security = off",
        "CREATE EXTENSION dblink",
        "CREATE PUBLICATION probe FOR ALL TABLES",
        "CREATE ROLE probe SUPERUSER",
        "ALTER ROLE CURRENT_USER BYPASSRLS",
        "COPY (SELECT 1) TO PROGRAM 'true'",
        "COPY (SELECT 1) TO '/dev/null'",
        "SELECT pg_read_file('PG_VERSION')",
        "SELECT count(*) FROM pg_authid",
        "SELECT count(*) FROM pg_largeobject",
        "SELECT count(*) FROM pg_statistic",
        "SELECT pg_create_logical_replication_slot('probe', 'pgoutput')",
    ]
    .map(str::to_owned)
    .to_vec();
    all.extend(
        [OWNER, DEFINER]
            .iter()
            .map(|role| format!("SET LOCAL ROLE {role}")),
    );
    all
}

pub(crate) async fn probe(session: &mut Session<'_>, found: &mut Findings) -> Result<()> {
    let role = session.role;
    let others = LOGINS.iter().filter(|other| **other != role);
    let real = session.login.is_some();
    let become_others = others.flat_map(|other| {
        // Who only took the role may of course go back and take another.
        let other_login = real.then(|| format!("SET LOCAL SESSION AUTHORIZATION {other}"));
        std::iter::once(format!("SET LOCAL ROLE {other}")).chain(other_login)
    });
    for sql in forbidden().into_iter().chain(become_others) {
        let outcome = session.attempt(Context::A, &sql).await?;
        found.check(!outcome.done(), "B11-command", role, &sql);
    }
    // Large objects know no workspace: none can be made.
    let object = session
        .attempt(Context::A, &format!("SELECT lo_from_bytea(0, '{B}')"))
        .await?;
    found.check(!object.done(), "B13-large-object", role, "made one");
    // A context ends with its transaction, whether that one was kept or not.
    session.commit(Context::A, "SELECT 1").await?;
    let left = session
        .attempt(
            Context::Nothing,
            "SELECT coalesce(app.workspace()::text, 'none') || coalesce(app.partner()::text, '')",
        )
        .await?;
    let crate::session::Outcome::Done { value, .. } = &left else {
        found.add("B12-context", role, left.code());
        return Ok(());
    };
    found.check(
        value.as_deref() == Some("none"),
        "B12-context",
        role,
        format!("{value:?} is left over"),
    );
    Ok(())
}
