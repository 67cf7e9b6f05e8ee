//! What the server's own catalog says: version, durability, roles, row-level security.
//!
//! The one place outside `db` that asks the server anything. It reads the catalog and no table of ours, on the
//! administrator's connection, so that the judge does not stand on what it judges.

use domain::Time;
use sqlx::postgres::PgConnectOptions;
use sqlx::{ConnectOptions as _, Connection as _, PgConnection};

use super::Finding;

/// The login roles.
const ROLES: [&str; 5] = [
    "loket_app",
    "loket_worker",
    "loket_ingest",
    "loket_partner",
    "loket_platform",
];

/// Clocks further apart than this, in milliseconds, make threads stand in the wrong order.
const CLOCKS_MS: i64 = 2_000;

/// Reads the catalog.
pub(super) async fn look(admin: &PgConnectOptions, now: Time) -> Result<Vec<Finding>, sqlx::Error> {
    let mut connection = admin.clone().connect().await?;
    let mut findings = settings(&mut connection, now).await?;
    findings.push(roles(&mut connection).await?);
    findings.push(floors(&mut connection).await?);
    findings.push(owners(&mut connection).await?);
    findings.push(large_objects(&mut connection).await?);
    connection.close().await?;
    Ok(findings)
}

/// A server below the safe release of its major fails.
pub(super) fn version(number: u32) -> Finding {
    let version = db::ServerVersion(number);
    match version.below_floor() {
        Some(floor) => Finding::bad(
            format!("PostgreSQL {version} has known holes (CVE-2026-14664 and others)"),
            format!(
                "Update it to {floor} or newer. Debian, Ubuntu: apt-get update && apt-get install --only-upgrade postgresql-{}",
                number / 10_000
            ),
        ),
        None => Finding::good(format!("PostgreSQL {version}")),
    }
}

async fn settings(connection: &mut PgConnection, now: Time) -> Result<Vec<Finding>, sqlx::Error> {
    type Row = (i32, String, String, String, String, Time);
    let row: Row = sqlx::query_as(
        "SELECT current_setting('server_version_num')::int, current_setting('fsync'), current_setting('full_page_writes'),
                current_setting('synchronous_commit'), current_setting('data_checksums'), clock_timestamp()",
    )
    .fetch_one(connection)
    .await?;
    let (number, fsync, full_pages, commit, checksums, there) = row;
    let durable = fsync == "on" && full_pages == "on" && commit != "off";
    let apart = (there - now).num_milliseconds().abs();
    let checksums = if checksums == "on" {
        Finding::good("Data checksums are on")
    } else {
        Finding::doubtful(
            "Data checksums are off: a failing disk goes unnoticed",
            "Stop the server and run pg_checksums --enable.",
        )
    };
    Ok(vec![
        version(u32::try_from(number).unwrap_or(0)),
        Finding::check(
            durable,
            format!(
                "Acknowledged rows survive a power cut (fsync {fsync}, full_page_writes {full_pages}, synchronous_commit {commit})"
            ),
            "Set all three to on in the server's configuration and restart it.",
        ),
        checksums,
        Finding::check(
            apart < CLOCKS_MS,
            format!("Our clock and the server's are {apart} ms apart"),
            "Run a time service (chrony, systemd-timesyncd) on both machines.",
        ),
    ])
}

async fn roles(connection: &mut PgConnection) -> Result<Finding, sqlx::Error> {
    let sound: Vec<String> = sqlx::query_scalar(
        "SELECT rolname::text FROM pg_roles WHERE rolname = ANY ($1) AND rolcanlogin
           AND NOT (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication)",
    )
    .bind(ROLES.as_slice())
    .fetch_all(connection)
    .await?;
    let wrong: Vec<&str> = ROLES
        .into_iter()
        .filter(|role| !sound.iter().any(|s| s == role))
        .collect();
    Ok(Finding::check(
        wrong.is_empty(),
        if wrong.is_empty() {
            "Roles are there and none stands above the policies".to_owned()
        } else {
            format!("Roles missing or too mighty: {}", wrong.join(", "))
        },
        "Run `loket migrate` to make missing ones. Take SUPERUSER, BYPASSRLS, CREATEROLE and CREATEDB from the others.",
    ))
}

/// Every table enforces row-level security on everybody, and every tenant table has its restrictive floor.
async fn floors(connection: &mut PgConnection) -> Result<Finding, sqlx::Error> {
    let tables: i64 = sqlx::query_scalar("SELECT count(*) FROM pg_class WHERE relnamespace = 'app'::regnamespace AND relkind IN ('r', 'p')")
        .fetch_one(&mut *connection)
        .await?;
    let open: Vec<String> = sqlx::query_scalar(
        "SELECT c.relname::text FROM pg_class c
         WHERE c.relnamespace = 'app'::regnamespace AND c.relkind IN ('r', 'p')
           AND (NOT (c.relrowsecurity AND c.relforcerowsecurity)
             OR (EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'workspace_id' AND a.attnotnull AND NOT a.attisdropped)
                 AND has_any_column_privilege('loket_app', c.oid, 'SELECT, INSERT, UPDATE')
                 AND NOT EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid AND NOT p.polpermissive)))
         ORDER BY 1",
    )
    .fetch_all(connection)
    .await?;
    Ok(Finding::check(
        open.is_empty() && tables > 0,
        if open.is_empty() {
            format!("Row-level security holds on all {tables} tables")
        } else {
            format!("Row-level security is missing on {}", open.join(", "))
        },
        "Stop serving: tenants may see each other's rows. Restore the policies of the migrations, or restore a backup.",
    ))
}

/// An owner is bound by forced policies, and could still drop them.
async fn owners(connection: &mut PgConnection) -> Result<Finding, sqlx::Error> {
    let owned: Vec<String> = sqlx::query_scalar(
        "SELECT c.relname::text || ' (' || r.rolname || ')' FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner
         WHERE c.relnamespace = 'app'::regnamespace AND r.rolname = ANY ($1) ORDER BY 1",
    )
    .bind(ROLES.as_slice())
    .fetch_all(connection)
    .await?;
    Ok(Finding::check(
        owned.is_empty(),
        if owned.is_empty() {
            "No login role owns a table".to_owned()
        } else {
            format!("Tables owned by login roles: {}", owned.join(", "))
        },
        "Give them to loket_owner.",
    ))
}

/// Large objects know no row-level security. On our own server nobody may make one; elsewhere it takes a superuser to
/// forbid them.
async fn large_objects(connection: &mut PgConnection) -> Result<Finding, sqlx::Error> {
    let open: Vec<String> = sqlx::query_scalar(
        "SELECT p.proname::text FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace, unnest($1::text[]) r
         WHERE n.nspname = 'pg_catalog' AND p.proname = ANY ($2) AND has_function_privilege(r, p.oid, 'EXECUTE')
         GROUP BY 1 ORDER BY 1",
    )
    .bind(ROLES.as_slice())
    .bind(db::LARGE_OBJECT_FUNCTIONS)
    .fetch_all(connection)
    .await?;
    if open.is_empty() {
        return Ok(Finding::good("No role can make large objects"));
    }
    let revoke: Vec<String> = db::revoke_large_objects();
    Ok(Finding::doubtful(
        format!(
            "Our roles can make large objects ({}), which no row-level security covers. Loket makes none.",
            open.join(", ")
        ),
        format!(
            "As a superuser of that server, in this database:\n{}",
            revoke.join("\n")
        ),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::doctor::Level;

    #[test]
    fn a_server_below_its_floor_fails() {
        for (number, level) in [
            (150_018, Level::Bad),
            (150_019, Level::Good),
            (170_010, Level::Bad),
            (190_000, Level::Good),
        ] {
            assert_eq!(version(number).level, level, "{number}");
        }
    }
}
