//! Brings a database to the present schema.

use sqlx::migrate::Migrator;
use sqlx::postgres::PgConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, Executor};

use crate::connect::Config;
use crate::version::{self, Warning};
use crate::{Error, Result, large_objects, roles};

static MIGRATIONS: Migrator = sqlx::migrate!("./migrations");

/// Makes roles, applies the migrations that are missing, and inspects the server. Runs as the administrator's
/// connection of `config`; nothing else in the program does.
pub async fn prepare(config: &Config) -> Result<Vec<Warning>> {
    let mut admin = config.admin.clone().connect().await?;
    let warnings = version::inspect(&mut admin, config.durable).await?;
    roles::ensure(&mut admin, &config.master_key).await?;
    let database = sqlx::query_scalar!(r#"SELECT quote_ident(current_database()) AS "name!""#)
        .fetch_one(&mut admin)
        .await?;
    admin
        .execute(AssertSqlSafe(format!(
            "REVOKE ALL ON DATABASE {database} FROM PUBLIC"
        )))
        .await?;
    for role in roles::Role::ALL {
        let name = role.name();
        admin
            .execute(AssertSqlSafe(format!(
                "GRANT CONNECT ON DATABASE {database} TO {name}"
            )))
            .await?;
    }
    admin
        .execute(AssertSqlSafe(format!(
            "GRANT CREATE ON DATABASE {database} TO loket_owner"
        )))
        .await?;
    // A managed server's administrator is no superuser and must be a member to act as the owner.
    admin
        .execute("GRANT loket_owner, loket_definer TO CURRENT_USER")
        .await?;
    MIGRATIONS
        .run(&mut admin)
        .await
        .map_err(|e| Error::Unfit(format!("migration failed: {e}")))?;
    large_objects::forbid(&mut admin).await?;
    admin.close().await?;
    Ok(warnings)
}

/// Connect options of an administrator with statement logging off: role statements carry passwords.
pub(crate) fn quiet(options: PgConnectOptions) -> PgConnectOptions {
    options.disable_statement_logging()
}
