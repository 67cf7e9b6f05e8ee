//! What can go wrong between us and Postgres. "Not found" is `Option`, never an error.

use thiserror::Error;

/// A result of this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// A failed statement or connection.
#[derive(Debug, Error)]
pub enum Error {
    /// The database cannot be reached, or the pool has no free connection in time.
    #[error("the database is not available: {0}")]
    Unavailable(#[source] sqlx::Error),
    /// A unique or check constraint refused the row; callers turn the ones they expect into answers.
    #[error("refused by {0}")]
    Conflict(Conflict),
    /// A row holds something that our own code would never have written.
    #[error("{table}.{column} holds something unreadable in row {row}: {problem}")]
    Inconsistent {
        /// Which table.
        table: &'static str,
        /// Which column.
        column: &'static str,
        /// Which row.
        row: String,
        /// Why.
        problem: String,
    },
    /// A sealed value could not be opened: wrong key, wrong row, or changed bytes.
    #[error("a sealed value could not be opened: {0}")]
    Seal(&'static str),
    /// Another worker holds the lane now; whatever this one did is rolled back.
    #[error("the lane's lease was lost")]
    LeaseLost,
    /// The server must not be used as it is.
    #[error("{0}")]
    Unfit(String),
    /// Anything else the database said.
    #[error("database error")]
    Sql(#[source] sqlx::Error),
}

/// The name of the constraint that refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict(pub String);

impl std::fmt::Display for Conflict {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl Error {
    /// Whether `constraint` refused the row.
    #[must_use]
    pub fn is_conflict(&self, constraint: &str) -> bool {
        matches!(self, Self::Conflict(Conflict(name)) if name == constraint)
    }

    /// Whether trying again later may help.
    #[must_use]
    pub const fn is_unavailable(&self) -> bool {
        matches!(self, Self::Unavailable(_))
    }

    /// Says which row is corrupt.
    pub fn inconsistent(
        table: &'static str,
        column: &'static str,
        row: impl std::fmt::Display,
        problem: impl std::fmt::Display,
    ) -> Self {
        Self::Inconsistent {
            table,
            column,
            row: row.to_string(),
            problem: problem.to_string(),
        }
    }
}

/// Whether a server that says this may say otherwise in a moment.
fn is_passing(code: &str) -> bool {
    // Connection exceptions, resources run out (connections, disk, memory), shutdown, recovery and operator's hand.
    let classes = ["08", "53", "57"];
    let others = [
        // Serialization failure, deadlock.
        "40001",
        "40P01", // A lock that did not come in time, a transaction that idled too long.
        "55P03", "25P03", // A standby that took over the address and still only reads.
        "25006", // The disk could not be read or written.
        "58030",
    ];
    classes.iter().any(|class| code.starts_with(class)) || others.contains(&code)
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::PoolTimedOut
            | sqlx::Error::PoolClosed
            | sqlx::Error::WorkerCrashed
            | sqlx::Error::Io(_)
            | sqlx::Error::Tls(_)
            | sqlx::Error::Protocol(_) => Self::Unavailable(error),
            sqlx::Error::Database(db) => match (db.constraint(), db.code().as_deref()) {
                (Some(name), _) => Self::Conflict(Conflict(name.to_owned())),
                (None, Some(code)) if is_passing(code) => Self::Unavailable(error),
                (None, _) => Self::Sql(error),
            },
            _ => Self::Sql(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_passes_is_told_apart_from_what_does_not() {
        for code in [
            "57P01", "57P03", "53300", "08006", "40P01", "55P03", "25P03", "25006",
        ] {
            assert!(is_passing(code), "{code}");
        }
        for code in ["42501", "42P01", "22P02", "23505", "XX000", "28P01"] {
            assert!(!is_passing(code), "{code}");
        }
    }
}
