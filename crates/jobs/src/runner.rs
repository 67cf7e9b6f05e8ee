//! Claims lanes and runs their jobs.

use std::convert::Infallible;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use db::lanes::{self, Claim, Job, Lane};
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
/// How often to see whether the crowd at the door is gone.
const CROWDED: Duration = Duration::from_millis(50);
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
    /// Webhooks a second from which on fewer lanes run, down to one, and each is followed by a rest: Meta waits for its
    /// answer, lanes can wait.
    pub crowded_from: usize,
}

/// How a lane's turn ended.
enum End {
    /// It was given back with its last job.
    GivenBack,
    /// It is to be given back, and due again then.
    DueAt(domain::Time),
}

/// How many of so many free slots one workspace's lanes may take at a time.
fn most_of_one_workspace(free: usize) -> usize {
    (free / 2).max(1)
}

impl<H: Handler> Runner<H> {
    /// Runs until `stop`; then claims nothing more and waits for what runs.
    pub async fn run(self, stop: CancellationToken) {
        let slots = Arc::new(Semaphore::new(self.slots));
        let tasks = TaskTracker::new();
        let runner = Arc::new(self);
        let more = Arc::new(AtomicBool::new(true));
        let closing = Arc::new(AtomicBool::new(false));
        let mut swept = Instant::now();
        while !stop.is_cancelled() {
            if swept.elapsed() >= SWEEP {
                swept = Instant::now();
                runner.sweep().await;
            }
            let free = runner.free(slots.available_permits());
            let claimed = runner.claim(free).await;
            // As many as were asked for: there may be more than there are slots.
            more.store(claimed.len() >= free, Ordering::Relaxed);
            // Fewer than one workspace alone may have: no other lane is due, and whatever falls due now leaves a hint.
            let all = claimed.len() < most_of_one_workspace(free);
            for Claim { lane, jobs } in claimed {
                let Ok(permit) = Arc::clone(&slots).acquire_owned().await else {
                    break;
                };
                let (runner, more) = (Arc::clone(&runner), Arc::clone(&more));
                let closing = Arc::clone(&closing);
                let lane = lane.until_closing(Arc::clone(&closing));
                tasks.spawn(async move {
                    let began = Instant::now();
                    let mut next = Some(Claim { lane, jobs });
                    while let Some(Claim { lane, jobs }) = next {
                        runner.run_lane(&lane, jobs).await;
                        next = lane.next();
                    }
                    runner.let_intake_pass(began.elapsed(), &closing).await;
                    drop(permit);
                    if more.load(Ordering::Relaxed) {
                        runner.db.hints().work_added();
                    }
                });
            }
            if all || runner.crowded() {
                tokio::select! {
                    () = stop.cancelled() => break,
                    _ = timeout(runner.sleep_for(), runner.db.hints().work()) => {}
                }
            }
        }
        closing.store(true, Ordering::Release);
        tasks.close();
        tasks.wait().await;
    }

    async fn claim(&self, free: usize) -> Vec<Claim> {
        if free == 0 {
            return Vec::new();
        }
        let as_i32 = |n| i32::try_from(n).unwrap_or(i32::MAX);
        let (limit, of_one) = (as_i32(free), as_i32(most_of_one_workspace(free)));
        match lanes::claim(&self.db, limit, of_one, LEASE, self.clock.now()).await {
            Ok(lanes) => lanes,
            Err(error) => {
                tracing::warn!(%error, "could not claim lanes");
                tokio::time::sleep(LOOK).await;
                Vec::new()
            }
        }
    }

    /// Whether so many webhooks come in that lanes stand back.
    fn crowded(&self) -> bool {
        self.db.hints().intake_rate() >= self.crowded_from
    }

    /// How many lanes may be claimed now.
    fn free(&self, permits: usize) -> usize {
        let rate = self.db.hints().intake_rate();
        if rate < self.crowded_from {
            return permits;
        }
        // The others are left for calmer moments.
        let most = (self.slots * self.crowded_from / rate.max(1)).max(1);
        most.saturating_sub(self.slots - permits)
    }

    /// Rests after a lane while many webhooks come in, unless this process is about to end.
    async fn let_intake_pass(&self, took: Duration, closing: &AtomicBool) {
        let rest = self.db.hints().rest_after(took, self.crowded_from);
        if !rest.is_zero() && !closing.load(Ordering::Acquire) {
            tokio::time::sleep(rest).await;
        }
    }

    fn sleep_for(&self) -> Duration {
        let now = self.clock.now();
        if self.crowded() {
            return CROWDED;
        }
        self.db.hints().next_due(now).map_or(LOOK, |due| {
            (due - now)
                .to_std()
                .unwrap_or(Duration::from_millis(2))
                .clamp(Duration::from_millis(2), LOOK)
        })
    }

    async fn sweep(&self) {
        match lanes::sweep(&self.db, self.clock.now()).await {
            Ok(0) => {}
            Ok(n) => tracing::warn!(lanes = n, "gave back lanes of a worker that died"),
            Err(error) => tracing::warn!(%error, "could not sweep lanes"),
        }
    }

    async fn run_lane(&self, lane: &Lane, jobs: Vec<Job>) {
        let end = tokio::select! {
            end = self.work(lane, jobs) => end,
            never = self.keep(lane) => match never {},
        };
        let End::DueAt(ready_at) = end else { return };
        for pause in [0, 50, 500] {
            tokio::time::sleep(Duration::from_millis(pause)).await;
            match self.release(lane, ready_at).await {
                Ok(()) => return self.db.hints().work_due(ready_at),
                Err(error) => {
                    tracing::warn!(%error, lane = %lane.key, "could not give a lane back");
                }
            }
        }
    }

    /// Works until the lane is empty, must wait, or had its turn.
    async fn work(&self, lane: &Lane, mut jobs: Vec<Job>) -> End {
        let started = Instant::now();
        loop {
            if let Some(ready_at) = self.run_jobs(lane, &jobs, started).await {
                return End::DueAt(ready_at);
            }
            if lane.is_given_back() {
                return End::GivenBack;
            }
            if started.elapsed() > TURN {
                return End::DueAt(self.clock.now());
            }
            jobs = match self.peek(lane).await {
                Ok(jobs) if jobs.is_empty() => return End::DueAt(self.clock.now()),
                Ok(jobs) => jobs,
                Err(error) => {
                    tracing::warn!(%error, lane = %lane.key, "could not read a lane");
                    return End::DueAt(retry_at(self.clock.now(), 0, rand::random()));
                }
            };
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
        let mut tx = self.db.lane_keeper(lane.workspace).await?;
        let ours = lanes::renew(&mut tx, lane, now + LEASE).await?;
        tx.commit(now).await?;
        Ok(ours)
    }

    async fn peek(&self, lane: &Lane) -> Result<Vec<Job>, Error> {
        let mut tx = self.db.lane_keeper(lane.workspace).await?;
        lanes::peek(&mut tx, &lane.key, 16).await
    }

    async fn release(&self, lane: &Lane, ready_at: domain::Time) -> Result<(), Error> {
        let mut tx = self.db.lane_keeper(lane.workspace).await?;
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
            if lane.is_given_back() {
                return None;
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
