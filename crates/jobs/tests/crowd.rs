//! Lanes stand back while many webhooks come in, and come forward again.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use anyhow::Result;
use db::lanes::{self, Job, Lane, NewJob};
use domain::clock::{Clock as _, SystemClock};
use jobs::{Failure, Handler, Next, Runner};
use serde_json::json;
use testkit::{Database, Tenant};
use tokio_util::sync::CancellationToken;

const LANES: usize = 12;
const CROWDED_FROM: usize = 1000;

/// How many lanes ran at once at most, and how many ended.
#[derive(Debug, Default)]
struct Seen {
    running: AtomicUsize,
    most: AtomicUsize,
    ended: AtomicUsize,
}

/// Works for a while, then ends its job.
#[derive(Debug)]
struct Slow {
    database: db::Db,
    seen: Arc<Seen>,
}

impl Handler for Slow {
    async fn run(&self, lane: &Lane, job: &Job) -> Result<Next, Failure> {
        let running = self.seen.running.fetch_add(1, Ordering::SeqCst) + 1;
        self.seen.most.fetch_max(running, Ordering::SeqCst);
        tokio::time::sleep(Duration::from_millis(40)).await;
        self.seen.running.fetch_sub(1, Ordering::SeqCst);
        let finished = async {
            let mut tx = self.database.worker(lane.workspace).await?;
            lanes::finish(&mut tx, lane, job.id).await?;
            tx.commit(SystemClock.now()).await
        };
        finished.await.map_err(|error| Failure {
            problem: error.to_string(),
            retry: false,
        })?;
        self.seen.ended.fetch_add(1, Ordering::SeqCst);
        Ok(Next::Done)
    }
}

async fn fill(database: &Database, tenant: &Tenant) -> Result<()> {
    let now = SystemClock.now();
    let mut tx = database.db().worker(tenant.workspace).await?;
    let work: Vec<NewJob> = (0..LANES)
        .map(|n| NewJob {
            lane: format!("probe:{n}"),
            kind: "probe",
            payload: json!({}),
        })
        .collect();
    lanes::enqueue(&mut tx, &work, now).await?;
    Ok(tx.commit(now).await?)
}

/// Runs all lanes while `webhooks` come in every few milliseconds; answers how many ran at once at most.
async fn most_at_once(webhooks: usize) -> Result<usize> {
    let database = Database::fresh().await?;
    let tenant = Tenant::new(&database).await?;
    let seen = Arc::new(Seen::default());
    let stop = CancellationToken::new();
    let hints = database.db().hints().clone();
    fill(&database, &tenant).await?;
    let runner = Runner {
        db: database.db().clone(),
        handler: Arc::new(Slow {
            database: database.db().clone(),
            seen: Arc::clone(&seen),
        }),
        clock: Arc::new(SystemClock),
        slots: 8,
        crowded_from: CROWDED_FROM,
    };
    // As many as a whole span of them brings, so that it is a crowd from the beginning.
    hints.journal_grew(webhooks * 20);
    let running = tokio::spawn(runner.run(stop.clone()));
    let deadline = tokio::time::Instant::now() + Duration::from_secs(30);
    while seen.ended.load(Ordering::SeqCst) < LANES {
        assert!(tokio::time::Instant::now() < deadline, "{seen:?}");
        hints.journal_grew(webhooks);
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    stop.cancel();
    running.await?;
    Ok(seen.most.load(Ordering::SeqCst))
}

#[tokio::test]
async fn in_a_crowd_one_lane_runs_at_a_time_and_each_has_its_turn() -> Result<()> {
    assert_eq!(most_at_once(CROWDED_FROM).await?, 1);
    Ok(())
}

#[tokio::test]
async fn in_calm_moments_lanes_run_side_by_side() -> Result<()> {
    assert!(most_at_once(0).await? > 1);
    Ok(())
}
