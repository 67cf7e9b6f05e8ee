//! `loket doctor`: is everything as it should be, and what to do where it is not.
//!
//! Changes nothing that matters: when no server runs it starts our own for as long as it looks.

mod catalog;
mod inside;
mod machine;
mod numbers;

use anyhow::Result;
use domain::clock::{Clock as _, SystemClock};

use crate::Verdict;
use crate::database::Database;
use crate::out;
use crate::settings::Settings;

/// What was found about one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Finding {
    level: Level,
    about: String,
    /// What to do; empty when there is nothing to do.
    remedy: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    Good,
    Doubtful,
    Bad,
}

impl Finding {
    fn good(about: impl Into<String>) -> Self {
        Self {
            level: Level::Good,
            about: about.into(),
            remedy: String::new(),
        }
    }

    fn doubtful(about: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self {
            level: Level::Doubtful,
            about: about.into(),
            remedy: remedy.into(),
        }
    }

    fn bad(about: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self {
            level: Level::Bad,
            about: about.into(),
            remedy: remedy.into(),
        }
    }

    /// Good, or bad with a remedy.
    fn check(good: bool, about: impl Into<String>, remedy: impl Into<String>) -> Self {
        if good {
            Self::good(about)
        } else {
            Self::bad(about, remedy)
        }
    }
}

/// Looks at everything and tells. Exit code 1 when anything is bad; doubtful things do not count.
pub(super) async fn run(settings: &Settings) -> Result<()> {
    let mut findings: Vec<Finding> = settings
        .remarks
        .iter()
        .map(|r| Finding::doubtful(r, "Correct or remove it."))
        .collect();
    findings.extend(machine::look(settings));
    let hopeless = findings.iter().any(|f| f.level == Level::Bad);
    if hopeless || !has_database(settings) {
        findings.extend(before_first_start(settings, hopeless));
    } else {
        findings.extend(database(settings).await);
    }
    for finding in &findings {
        tell(finding);
    }
    let bad = findings.iter().filter(|f| f.level == Level::Bad).count();
    let doubtful = findings
        .iter()
        .filter(|f| f.level == Level::Doubtful)
        .count();
    out::line(format_args!(
        "{} looked at, {doubtful} doubtful, {bad} bad",
        findings.len()
    ));
    if bad == 0 {
        Ok(())
    } else {
        Err(Verdict(String::new(), 1).into())
    }
}

fn tell(finding: &Finding) {
    let mark = match finding.level {
        Level::Good => '✔',
        Level::Doubtful => '!',
        Level::Bad => '✖',
    };
    out::line(format_args!("{mark} {}", finding.about));
    if !finding.remedy.is_empty() {
        for line in finding.remedy.lines() {
            out::line(format_args!("    {line}"));
        }
    }
}

fn has_database(settings: &Settings) -> bool {
    settings.database_url.is_some() || settings.data_dir.join("postgres/cluster").exists()
}

/// What can be said of a database that is not there yet.
fn before_first_start(settings: &Settings, hopeless: bool) -> Vec<Finding> {
    let mut findings = Vec::new();
    if settings.database_url.is_none() {
        findings.push(match pg::find_binaries() {
            Ok(found) => catalog::version(found.version().0),
            Err(error) => Finding::bad("PostgreSQL is not installed", error.to_string()),
        });
    }
    findings.push(if hopeless {
        Finding::doubtful(
            "The database was not looked at",
            "Put the above right first, then run loket doctor again.",
        )
    } else {
        Finding::doubtful(
            "There is no database yet",
            "The first `loket serve` makes it.",
        )
    });
    findings
}

async fn database(settings: &Settings) -> Vec<Finding> {
    let database = match Database::beside(settings).await {
        Ok(database) => database,
        Err(error) => {
            return vec![Finding::bad(
                "The database cannot be used",
                format!("{error:#}"),
            )];
        }
    };
    let now = SystemClock.now();
    let mut findings = match catalog::look(&database.admin, now).await {
        Ok(findings) => findings,
        Err(error) => vec![Finding::bad(
            format!("The server's catalog cannot be read: {error}"),
            "Is the administrator of DATABASE_URL the owner of the database?",
        )],
    };
    match inside::look(&database.db, settings, now).await {
        Ok(more) => findings.extend(more),
        Err(error) => findings.push(Finding::bad(
            format!("The database cannot be read: {error}"),
            "Run `loket migrate`, and make sure that the master key is the one the data was sealed with.",
        )),
    }
    match numbers::look(&database, settings).await {
        Ok(more) => findings.extend(more),
        Err(error) => findings.push(Finding::doubtful(
            format!("The numbers could not be looked at: {error:#}"),
            "Put the above right first, then run loket doctor again.",
        )),
    }
    if let Err(error) = database.close().await {
        findings.push(Finding::doubtful(
            format!("The server did not stop cleanly: {error:#}"),
            "Run `loket pg stop`.",
        ));
    }
    findings
}
