//! The login roles, one per job, and their passwords.
//!
//! Passwords are derived from the master key, so that every node knows them and none is stored. No role owns a
//! table, and none may bypass row-level security.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use sqlx::{AssertSqlSafe, Executor, PgConnection};

use crate::{MasterKey, Result};

/// A login role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// Requests of people and scripts inside one workspace.
    App,
    /// Jobs inside one workspace.
    Worker,
    /// Webhooks before a workspace is known.
    Ingest,
    /// A partner's own directory and sums.
    Partner,
    /// People, sessions, keys and the directory of workspaces.
    Platform,
}

impl Role {
    pub(crate) const ALL: [Self; 5] = [
        Self::App,
        Self::Worker,
        Self::Ingest,
        Self::Partner,
        Self::Platform,
    ];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::App => "loket_app",
            Self::Worker => "loket_worker",
            Self::Ingest => "loket_ingest",
            Self::Partner => "loket_partner",
            Self::Platform => "loket_platform",
        }
    }

    /// The role's password under this master key: hex, so it needs no quoting anywhere.
    pub(crate) fn password(self, key: &MasterKey) -> String {
        let mut mac =
            Hmac::<Sha256>::new_from_slice(key.bytes()).expect("HMAC takes any key length");
        mac.update(b"loket.role.v1|");
        mac.update(self.name().as_bytes());
        hex::encode(mac.finalize().into_bytes())
    }
}

/// Makes the roles that are missing and sets every password. Needs CREATEROLE.
pub(crate) async fn ensure(connection: &mut PgConnection, key: &MasterKey) -> Result<()> {
    // Role statements are serialised: two starting nodes must not race on the shared catalog.
    connection
        .execute("SELECT pg_advisory_lock(7203001)")
        .await?;
    let outcome = ensure_locked(connection, key).await;
    connection
        .execute("SELECT pg_advisory_unlock(7203001)")
        .await?;
    outcome
}

async fn ensure_locked(connection: &mut PgConnection, key: &MasterKey) -> Result<()> {
    for name in ["loket_owner", "loket_definer"] {
        if !exists(connection, name).await? {
            connection
                .execute(AssertSqlSafe(format!(
                    "CREATE ROLE {name} NOLOGIN NOINHERIT"
                )))
                .await?;
        }
    }
    for role in Role::ALL {
        let name = role.name();
        if !exists(connection, name).await? {
            connection
                .execute(AssertSqlSafe(format!("CREATE ROLE {name} LOGIN NOINHERIT")))
                .await?;
        }
        let password = role.password(key);
        connection
            .execute(AssertSqlSafe(format!(
                "ALTER ROLE {name} PASSWORD '{password}'"
            )))
            .await?;
        // No request may hold locks or rows for long; work that takes longer is a job cut into steps.
        for setting in [
            "statement_timeout = '15s'",
            "idle_in_transaction_session_timeout = '15s'",
            "lock_timeout = '5s'",
        ] {
            connection
                .execute(AssertSqlSafe(format!("ALTER ROLE {name} SET {setting}")))
                .await?;
        }
    }
    Ok(())
}

async fn exists(connection: &mut PgConnection, name: &str) -> Result<bool> {
    let found = sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = $1) AS "found!""#,
        name
    )
    .fetch_one(connection)
    .await?;
    Ok(found)
}
