//! A real login of one role, and one attempt at a time, in the context of a transaction.

use anyhow::{Context as _, Result, bail};
use futures::TryStreamExt;
use sqlx::{AssertSqlSafe, Either, Executor, PgConnection, Row, raw_sql};

use crate::model::{A, P1};

/// What a transaction says about itself before it asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Context {
    Nothing,
    Empty,
    A,
    P1,
    Both,
    Garbage,
}

impl Context {
    pub(crate) const ALL: [Self; 6] = [
        Self::Nothing,
        Self::Empty,
        Self::A,
        Self::P1,
        Self::Both,
        Self::Garbage,
    ];
    /// Those in which most faults show.
    pub(crate) const SOME: [Self; 3] = [Self::Nothing, Self::A, Self::Both];

    pub(crate) const fn workspace(self) -> Option<&'static str> {
        match self {
            Self::A | Self::Both => Some(A),
            _ => None,
        }
    }

    pub(crate) const fn partner(self) -> Option<&'static str> {
        match self {
            Self::P1 | Self::Both => Some(P1),
            _ => None,
        }
    }

    fn settings(self) -> Vec<String> {
        let (workspace, partner) = match self {
            Self::Nothing => (None, None),
            Self::Empty => (Some(""), Some("")),
            Self::Garbage => (Some("''; --"), Some("''; --")),
            other => (other.workspace(), other.partner()),
        };
        [("app.workspace_id", workspace), ("app.partner_id", partner)]
            .into_iter()
            .filter_map(|(name, value)| {
                Some(format!("SELECT set_config('{name}', '{}', true);", value?))
            })
            .collect()
    }
}

/// How an attempt ended.
#[derive(Debug, Clone)]
pub(crate) enum Outcome {
    Done {
        /// Rows returned or changed.
        rows: u64,
        /// The first column of the first row.
        value: Option<String>,
    },
    Refused {
        /// SQLSTATE.
        code: String,
    },
}

impl Outcome {
    pub(crate) const fn rows(&self) -> u64 {
        match self {
            Self::Done { rows, .. } => *rows,
            Self::Refused { .. } => 0,
        }
    }

    pub(crate) fn count(&self) -> Option<u64> {
        match self {
            Self::Done { value, .. } => value.as_deref()?.parse().ok(),
            Self::Refused { .. } => None,
        }
    }

    pub(crate) const fn done(&self) -> bool {
        matches!(self, Self::Done { .. })
    }

    pub(crate) fn code(&self) -> &str {
        match self {
            Self::Done { .. } => "",
            Self::Refused { code } => code,
        }
    }
}

/// One role's way in, and the administrator beside it.
///
/// Either a real login, or the administrator's own connection taking the role for each attempt. The second sees what
/// its own transaction has planted and not committed; it carries no settings of the role.
#[derive(Debug)]
pub(crate) struct Session<'a> {
    pub(crate) admin: &'a mut PgConnection,
    pub(crate) login: Option<PgConnection>,
    pub(crate) role: &'static str,
    pub(crate) attempts: u64,
}

impl Session<'_> {
    /// Tries a statement and takes it back.
    pub(crate) async fn attempt(&mut self, context: Context, statement: &str) -> Result<Outcome> {
        self.run(context, statement, false).await
    }

    /// Tries a statement and keeps what it did.
    pub(crate) async fn commit(&mut self, context: Context, statement: &str) -> Result<Outcome> {
        self.run(context, statement, true).await
    }

    async fn run(&mut self, context: Context, statement: &str, keep: bool) -> Result<Outcome> {
        self.attempts += 1;
        let (begin, end, undo) = match (&self.login, keep) {
            (Some(_), true) => ("BEGIN".to_owned(), "COMMIT", "ROLLBACK"),
            (Some(_), false) => ("BEGIN".to_owned(), "ROLLBACK", "ROLLBACK"),
            (None, keep) => (
                format!(
                    "SAVEPOINT probe; SET LOCAL SESSION AUTHORIZATION {}",
                    self.role
                ),
                if keep {
                    "SET LOCAL SESSION AUTHORIZATION DEFAULT; SET LOCAL app.workspace_id = ''; \
                     SET LOCAL app.partner_id = ''; RELEASE probe"
                } else {
                    "ROLLBACK TO probe; RELEASE probe"
                },
                "ROLLBACK TO probe; RELEASE probe",
            ),
        };
        let settings = context.settings();
        // One message, one round trip; the answer of interest comes after these.
        let before = 1 + begin.matches(';').count() + settings.len();
        let sql = format!("{begin}; {} {statement};\n{end}", settings.concat());
        let connection = self.login.as_mut().unwrap_or(&mut *self.admin);
        match read(connection, sql, before).await {
            Ok(outcome) => Ok(outcome),
            Err(sqlx::Error::Database(error)) => {
                connection.execute(raw_sql(undo)).await?;
                let Some(code) = error.code() else {
                    bail!("an error without a code: {error}");
                };
                // A statement nobody could run proves nothing.
                if ["42601", "42703", "42883"].contains(&&*code) && !statement.starts_with("CALL") {
                    bail!("the probe itself is wrong: {error}: {statement}");
                }
                Ok(Outcome::Refused {
                    code: code.into_owned(),
                })
            }
            Err(error) => Err(error).with_context(|| statement.to_owned()),
        }
    }
}

async fn read(connection: &mut PgConnection, sql: String, before: usize) -> sqlx::Result<Outcome> {
    let (mut statement, mut rows, mut value) = (0, 0, None);
    let mut answers = raw_sql(AssertSqlSafe(sql)).fetch_many(connection);
    while let Some(answer) = answers.try_next().await? {
        match answer {
            Either::Left(result) => {
                if statement == before {
                    rows = result.rows_affected();
                }
                statement += 1;
            }
            Either::Right(row) if statement == before && value.is_none() && !row.is_empty() => {
                value = row.try_get_unchecked::<Option<String>, _>(0)?;
            }
            Either::Right(_) => {}
        }
    }
    Ok(Outcome::Done { rows, value })
}
