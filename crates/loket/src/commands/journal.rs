//! `loket journal`: webhooks as they came.

use anyhow::Result;
use db::journal;
use domain::clock::{Clock as _, SystemClock};
use serde_json::json;

use crate::cli::Journal;
use crate::database::Database;
use crate::out;
use crate::settings::Settings;

/// Shows health, or puts what was set aside back in line.
pub(super) async fn run(settings: &Settings, wish: Journal) -> Result<()> {
    let database = Database::beside(settings).await?;
    let outcome = act(&database, wish).await;
    database.close().await?;
    outcome
}

async fn act(database: &Database, wish: Journal) -> Result<()> {
    let mut tx = database.db.platform().await?;
    match wish {
        Journal::Replay { since } => {
            let n = journal::replay(&mut tx, since).await?;
            tx.commit().await?;
            out::line(format_args!(
                "{n} webhooks are back in line. A running worker takes them now; what had its effect has it once."
            ));
        }
        Journal::Health(wish) => {
            let health = journal::health(&mut tx, SystemClock.now()).await?;
            if wish.json {
                out::json(&json!({
                    "waiting": health.waiting, "oldest_waiting_s": health.oldest_waiting_s,
                    "quarantined": health.quarantined, "unhandled": health.unhandled,
                }));
            } else {
                out::line(format_args!(
                    "waiting      {} (the oldest for {} s)",
                    health.waiting, health.oldest_waiting_s
                ));
                out::line(format_args!("quarantined  {}", health.quarantined));
                out::line(format_args!("unhandled    {}", health.unhandled));
            }
        }
    }
    Ok(())
}
