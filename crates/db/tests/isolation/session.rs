//! A real login of one role, and one attempt at a time, in the context of a transaction.

use anyhow::{Context as _, Result, bail};
use futures::TryStreamExt;
use sqlx::postgres::PgConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions, Either, Executor, PgConnection, Row, raw_sql};

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

    fn settings(self) -> String {
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

/// A login and how much it was used.
#[derive(Debug)]
pub(crate) struct Session {
    connection: PgConnection,
    pub(crate) role: &'static str,
    pub(crate) attempts: u64,
}

impl Session {
    pub(crate) async fn open(options: PgConnectOptions, role: &'static str) -> Result<Self> {
        Ok(Self {
            connection: options
                .connect()
                .await
                .with_context(|| format!("log in as {role}"))?,
            role,
            attempts: 0,
        })
    }

    /// Tries a statement and takes it back.
    pub(crate) async fn attempt(&mut self, context: Context, statement: &str) -> Result<Outcome> {
        self.run(context, statement, "ROLLBACK").await
    }

    /// Tries a statement and keeps what it did.
    pub(crate) async fn commit(&mut self, context: Context, statement: &str) -> Result<Outcome> {
        self.run(context, statement, "COMMIT").await
    }

    async fn run(&mut self, context: Context, statement: &str, end: &str) -> Result<Outcome> {
        self.attempts += 1;
        let settings = context.settings();
        // BEGIN and each setting come before; one message, one round trip.
        let before = 1 + settings.matches(';').count() - settings.matches("; --").count();
        let sql = format!("BEGIN;{settings} {statement};\n{end}");
        let outcome = self.read(sql, before).await;
        match outcome {
            Ok(outcome) => Ok(outcome),
            Err(sqlx::Error::Database(error)) => {
                self.connection.execute("ROLLBACK").await?;
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

    async fn read(&mut self, sql: String, before: usize) -> sqlx::Result<Outcome> {
        let (mut statement, mut rows, mut value) = (0, 0, None);
        let mut answers = raw_sql(AssertSqlSafe(sql)).fetch_many(&mut self.connection);
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
}
