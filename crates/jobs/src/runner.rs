//! Claims lanes and runs their jobs.

use std::convert::Infallible;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use db::lanes::{self, Job, Lane};
use db::{Db, Error};
use domain::clock::Clock;
use futures::FutureExt;
use tokio::sync::Semaphore;
use tokio::time::{Instant, timeout};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::{Failure, GIVE_UP_AFTER, Handler, Next, retry_at};

/// A claim lasts this long unless it is renewed; a worker that died is missed no longer.
const LEASE: chrono::Duration = chrono::Duration::seconds(10);
/// How often a running lane's claim is renewed.
const RENEW: Duration = Duration::from_secs(3);
/// A lane is given back after this long, so that one busy lane does not keep a slot for ever.
const TURN: Duration = Duration::from_secs(20);
/// How often to look without a hint: another process may have added work.
const LOOK: Duration = Duration::from_millis(500);
/// How often to look for leases of workers that died.
const SWEEP: Duration = Duration::from_secs(2);

/// Runs lanes until told to stop.
#[derive(Debug)]
pub struct Runner<H> {
    /// The database.
    pub db: Db,
    /// What to do.
    pub handler: Arc<H>,
    /// Where time comes from.
    pub clock: Arc<dyn Clock>,
    /// Lanes at once.
    pub slots: usize,
}

impl<H: Handler> Runner<H> {
    /// Runs until `stop`; then claims nothing more and waits for what runs.
    pub async fn run(self, stop: CancellationToken) {
        let slots = Arc::new(Semaphore::new(self.slots));
        let tasks = TaskTracker::new();
        let runner = Arc::new(self);
        let mut swept = Instant::now();
        while !stop.is_cancelled() {
            if swept.elapsed() >= SWEEP {
                swept = Instant::now();
                runner.sweep().await;
            }
            let claimed = runner.claim(slots.available_permits()).await;
            if claimed.is_empty() {
                tokio::select! {
                    () = stop.cancelled() => break,
                    _ = timeout(runner.sleep_for().await, runner.db.hints().work()) => {}
                }
                continue;
            }
            for lane in claimed {
                let Ok(permit) = Arc::clone(&slots).acquire_owned().await else {
                    break;
                };
                let runner = Arc::clone(&runner);
                tasks.spawn(async move {
                    runner.run_lane(&lane).await;
                    drop(permit);
                    // A freed slot may let a waiting lane in.
                    runner.db.hints().work_added();
                });
            }
        }
        tasks.close();
        tasks.wait().await;
    }

    async fn claim(&self, free: usize) -> Vec<Lane> {
        if free == 0 {
            return Vec::new();
        }
        let limit = i32::try_from(free).unwrap_or(i32::MAX);
        let per_workspace = (limit / 2).max(1);
        match lanes::claim(&self.db, limit, per_workspace, LEASE, self.clock.now()).await {
            Ok(lanes) => lanes,
            Err(error) => {
                tracing::warn!(%error, "could not claim lanes");
                tokio::time::sleep(LOOK).await;
                Vec::new()
            }
        }
    }

    async fn sleep_for(&self) -> Duration {
        match lanes::next_due(&self.db).await {
            Ok(Some(due)) => (due - self.clock.now())
                .to_std()
                .unwrap_or(Duration::from_millis(5))
                .clamp(Duration::from_millis(2), LOOK),
            Ok(None) | Err(_) => LOOK,
        }
    }

    async fn sweep(&self) {
        match lanes::sweep(&self.db, self.clock.now()).await {
            Ok(0) => {}
            Ok(n) => tracing::warn!(lanes = n, "gave back lanes of a worker that died"),
            Err(error) => tracing::warn!(%error, "could not sweep lanes"),
        }
    }

    async fn run_lane(&self, lane: &Lane) {
        let ready_at = tokio::select! {
            ready_at = self.work(lane) => ready_at,
            never = self.keep(lane) => match never {},
        };
        for pause in [0, 50, 500] {
            tokio::time::sleep(Duration::from_millis(pause)).await;
            match self.release(lane, ready_at).await {
                Ok(()) => return,
                Err(error) => {
                    tracing::warn!(%error, lane = %lane.key, "could not give a lane back");
                }
            }
        }
    }

    /// Works until the lane is empty, must wait, or had its turn; answers when it is due again.
    async fn work(&self, lane: &Lane) -> domain::Time {
        let started = Instant::now();
        loop {
            let jobs = match self.peek(lane).await {
                Ok(jobs) => jobs,
                Err(error) => {
                    tracing::warn!(%error, lane = %lane.key, "could not read a lane");
                    return retry_at(self.clock.now(), 0, rand::random());
                }
            };
            if jobs.is_empty() {
                return self.clock.now();
            }
            match self.run_jobs(lane, &jobs, started).await {
                Some(ready_at) => return ready_at,
                None if started.elapsed() > TURN => return self.clock.now(),
                None => {}
            }
        }
    }

    /// Renews the claim while the lane is worked on. A lost claim interrupts nothing: a request that is on its way is
    /// heard to its end, and whoever holds the lane now decides what counts.
    async fn keep(&self, lane: &Lane) -> Infallible {
        loop {
            tokio::time::sleep(RENEW).await;
            match self.renew(lane).await {
                Ok(true) => {}
                Ok(false) => {
                    tracing::warn!(lane = %lane.key, "a lane's claim was lost");
                    std::future::pending::<()>().await;
                }
                Err(error) => {
                    tracing::warn!(%error, lane = %lane.key, "could not renew a lane's claim");
                }
            }
        }
    }

    async fn renew(&self, lane: &Lane) -> Result<bool, Error> {
        let now = self.clock.now();
        let mut tx = self.db.worker(lane.workspace).await?;
        let ours = lanes::renew(&mut tx, lane, now + LEASE).await?;
        tx.commit(now).await?;
        Ok(ours)
    }

    async fn peek(&self, lane: &Lane) -> Result<Vec<Job>, Error> {
        let mut tx = self.db.worker(lane.workspace).await?;
        lanes::peek(&mut tx, &lane.key, 16).await
    }

    async fn release(&self, lane: &Lane, ready_at: domain::Time) -> Result<(), Error> {
        let mut tx = self.db.worker(lane.workspace).await?;
        lanes::release(&mut tx, lane, ready_at).await?;
        tx.commit(self.clock.now()).await
    }

    /// Runs these jobs in order; `Some` when the lane must wait until then.
    async fn run_jobs(&self, lane: &Lane, jobs: &[Job], started: Instant) -> Option<domain::Time> {
        for job in jobs {
            let began = Instant::now();
            let outcome = AssertUnwindSafe(self.handler.run(lane, job))
                .catch_unwind()
                .await;
            metrics::histogram!("loket_job_seconds", "kind" => job.kind.clone())
                .record(began.elapsed().as_secs_f64());
            let failure = match outcome {
                Ok(Ok(Next::Done)) => None,
                Ok(Ok(Next::WaitUntil(until))) => return Some(until),
                Ok(Err(failure)) => Some(failure),
                Err(_) => Some(Failure {
                    problem: "the job panicked".to_owned(),
                    retry: true,
                }),
            };
            if let Some(failure) = failure {
                match self.failed(lane, job, &failure).await {
                    Ok(None) => {}
                    Ok(Some(until)) => return Some(until),
                    Err(error) => {
                        tracing::warn!(%error, lane = %lane.key, kind = %job.kind, "could not record a failed job");
                        return Some(retry_at(self.clock.now(), 1, rand::random()));
                    }
                }
            }
            if started.elapsed() > TURN {
                return Some(self.clock.now());
            }
        }
        None
    }

    async fn failed(
        &self,
        lane: &Lane,
        job: &Job,
        failure: &Failure,
    ) -> Result<Option<domain::Time>, Error> {
        let now = self.clock.now();
        let mut tx = self.db.worker(lane.workspace).await?;
        if failure.retry && job.attempts + 1 < GIVE_UP_AFTER {
            tracing::warn!(kind = %job.kind, attempts = job.attempts + 1, problem = %failure.problem, "a job failed and is tried again");
            lanes::fail(&mut tx, lane, job.id, &failure.problem).await?;
            tx.commit(now).await?;
            return Ok(Some(retry_at(now, job.attempts, rand::random())));
        }
        tracing::error!(kind = %job.kind, workspace = %lane.workspace, problem = %failure.problem, "a job is set aside");
        metrics::counter!("loket_jobs_dead_total", "kind" => job.kind.clone()).increment(1);
        lanes::bury(&mut tx, lane, job, &failure.problem, now).await?;
        tx.commit(now).await?;
        Ok(None)
    }
}
