//! Large objects lie outside every table, and so outside row-level security. Loket has none, and no role may make any.

use sqlx::{AssertSqlSafe, Executor, PgConnection};

use crate::Result;

/// The functions that make, change or read them.
pub const FUNCTIONS: &[&str] = &[
    "lo_creat",
    "lo_create",
    "lo_export",
    "lo_from_bytea",
    "lo_get",
    "lo_import",
    "lo_open",
    "lo_put",
    "lo_truncate",
    "lo_truncate64",
    "lo_unlink",
    "loread",
    "lowrite",
];

/// The statements that take them from everybody, for every form of each function.
const STATEMENTS: &[&str] = &[
    "REVOKE EXECUTE ON FUNCTION pg_catalog.lo_creat(integer), pg_catalog.lo_create(oid), pg_catalog.lo_from_bytea(oid, bytea) FROM PUBLIC;",
    "REVOKE EXECUTE ON FUNCTION pg_catalog.lo_import(text), pg_catalog.lo_import(text, oid), pg_catalog.lo_export(oid, text) FROM PUBLIC;",
    "REVOKE EXECUTE ON FUNCTION pg_catalog.lo_open(oid, integer), pg_catalog.lo_put(oid, bigint, bytea), pg_catalog.lowrite(integer, bytea) FROM PUBLIC;",
    "REVOKE EXECUTE ON FUNCTION pg_catalog.lo_get(oid), pg_catalog.lo_get(oid, bigint, integer), pg_catalog.loread(integer, integer) FROM PUBLIC;",
    "REVOKE EXECUTE ON FUNCTION pg_catalog.lo_truncate(integer, integer), pg_catalog.lo_truncate64(integer, bigint), pg_catalog.lo_unlink(oid) FROM PUBLIC;",
];

/// What a superuser types where we may not.
#[must_use]
pub fn revoke() -> Vec<String> {
    STATEMENTS.iter().map(|s| (*s).to_owned()).collect()
}

/// Forbids them, where the administrator is a superuser. Each start does it again: a restored or upgraded server has
/// the old grants. Elsewhere nothing happens, and `loket doctor` says so.
pub(crate) async fn forbid(admin: &mut PgConnection) -> Result<()> {
    let may = sqlx::query_scalar!(
        r#"SELECT rolsuper AS "may!" FROM pg_roles WHERE rolname = current_user"#
    )
    .fetch_one(&mut *admin)
    .await?;
    if may {
        for statement in STATEMENTS {
            admin.execute(AssertSqlSafe(*statement)).await?;
        }
    }
    Ok(())
}
