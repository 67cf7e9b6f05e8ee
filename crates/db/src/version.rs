//! What we ask of the server: a safe minor release, and no setting that loses acknowledged rows.

use sqlx::{Connection, PgConnection};

use crate::{Error, Result};

/// A server's version number as `server_version_num` gives it, such as 150019 for 15.19.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ServerVersion(pub u32);

impl ServerVersion {
    /// The lowest safe release of this major (fixes CVE-2026-14664 and its companions), when this one is below it.
    #[must_use]
    pub const fn below_floor(self) -> Option<&'static str> {
        match self.0 / 10_000 {
            15 if self.0 < 150_019 => Some("15.19"),
            16 if self.0 < 160_015 => Some("16.15"),
            17 if self.0 < 170_011 => Some("17.11"),
            18 if self.0 < 180_006 => Some("18.6"),
            _ => None,
        }
    }
}

impl std::fmt::Display for ServerVersion {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}", self.0 / 10_000, self.0 % 10_000)
    }
}

/// Something an operator should mend, though the program runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning(pub String);

/// Refuses a server that would lose acknowledged rows, or is too old; warns below the safe minor.
pub(crate) async fn inspect(connection: &mut PgConnection, durable: bool) -> Result<Vec<Warning>> {
    connection.ping().await?;
    let row = sqlx::query!(
        r#"SELECT current_setting('server_version_num')::int AS "version!",
                  current_setting('fsync')::bool AS "fsync!",
                  current_setting('full_page_writes')::bool AS "full_page_writes!",
                  current_setting('synchronous_commit') AS "synchronous_commit!""#
    )
    .fetch_one(connection)
    .await?;
    let version = ServerVersion(
        u32::try_from(row.version)
            .map_err(|_| Error::Unfit("the server's version is unreadable".to_owned()))?,
    );
    if version.0 < 150_000 {
        return Err(Error::Unfit(format!(
            "PostgreSQL {version} is too old: Loket needs 15 or newer."
        )));
    }
    if durable {
        let off = [
            ("fsync", row.fsync),
            ("full_page_writes", row.full_page_writes),
            ("synchronous_commit", row.synchronous_commit != "off"),
        ];
        for (setting, on) in off {
            if !on {
                return Err(Error::Unfit(format!(
                    "PostgreSQL runs with {setting} off, so an acknowledged message could be lost. \
                     Set {setting} = on and start again."
                )));
            }
        }
    }
    Ok(version
        .below_floor()
        .map(|floor| {
            Warning(format!(
                "PostgreSQL {version} is below {floor}, the lowest safe release of its major \
                 (CVE-2026-14664 lets the author of a query run code). Update the server."
            ))
        })
        .into_iter()
        .collect())
}
