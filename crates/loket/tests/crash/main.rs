//! Killed without warning, under load: nothing acknowledged is lost, nothing is doubled, nobody gets a message twice.
//!
//! The real binary on a real Postgres (fsync on), signed webhooks, automatic replies, and a Graph stub that remembers
//! every request. Each test kills `LOKET_CRASHES` times (3 when not set), then lets everything settle and compares what
//! the sender, the stub and the database say. `LOKET_CRASH_BINARY` names another binary, such as a release build.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "a test: what goes wrong ends it, and its figures are read by people"
)]

mod graph;
mod load;
mod town;
mod truth;

use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use nix::sys::signal::Signal;
use rand::Rng as _;

use crate::load::Load;
use crate::town::Town;

/// The server must answer again within this time (invariant I10), a debug build on a busy machine included.
const RECOVERY: Duration = Duration::from_secs(20);

/// How long the private Postgres may stay away before the operator restarts the server.
const PATIENCE: Duration = Duration::from_secs(5);

fn crashes() -> usize {
    std::env::var("LOKET_CRASHES")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(3)
}

/// Some time between crashes: from hardly begun to well under way.
async fn a_while() {
    let ms = rand::rng().random_range(5..1200);
    tokio::time::sleep(Duration::from_millis(ms)).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_killed_server_loses_and_doubles_nothing() -> Result<()> {
    let mut town = Town::found("server").await?;
    let load = Load::begin(&town);
    let mut slowest = Duration::ZERO;
    for crash in 1..=crashes() {
        a_while().await;
        town.kill(Signal::SIGKILL)?;
        let took = town
            .start()
            .await
            .with_context(|| format!("after crash {crash}"))?;
        slowest = slowest.max(took);
    }
    a_while().await;
    let sent = load.finish().await?;
    town.settle().await?;
    truth::compare(&town, &sent).await?;
    eprintln!(
        "{} server crashes, slowest recovery {slowest:.2?}: {sent}",
        crashes()
    );
    assert!(slowest < RECOVERY, "recovery took {slowest:?}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_killed_postgres_loses_and_doubles_nothing() -> Result<()> {
    let mut town = Town::found("postgres").await?;
    let load = Load::begin(&town);
    let mut slowest = Duration::ZERO;
    let mut by_itself = 0;
    for crash in 1..=crashes() {
        a_while().await;
        town.kill_postgres()?;
        let began = Instant::now();
        // Either the server brings its Postgres back, or the operator restarts it.
        let patience = if crash == 1 || by_itself > 0 {
            PATIENCE
        } else {
            Duration::from_millis(200)
        };
        if town.until_ready(patience).await.is_ok() {
            by_itself += 1;
        } else {
            town.kill(Signal::SIGKILL)?;
            town.start()
                .await
                .with_context(|| format!("after crash {crash}"))?;
        }
        slowest = slowest.max(began.elapsed());
    }
    a_while().await;
    let sent = load.finish().await?;
    town.settle().await?;
    truth::compare(&town, &sent).await?;
    eprintln!(
        "{} Postgres crashes, {by_itself} repaired by the server itself, slowest recovery {slowest:.2?}: {sent}",
        crashes()
    );
    assert!(slowest < RECOVERY + PATIENCE, "recovery took {slowest:?}");
    Ok(())
}
