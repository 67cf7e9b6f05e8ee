//! The queue in Postgres.
//!
//! Work lies in lanes (`db::lanes`): jobs of one lane run one at a time, in order; lanes run in parallel. A job ends
//! in the transaction of its effect, so that it has exactly one effect however often it is tried. A worker that dies
//! keeps its lanes until the lease runs out, and loses everything it had not committed.

mod backoff;
mod runner;

use std::future::Future;

pub use backoff::{GIVE_UP_AFTER, retry_at};
pub use db::lanes::{Job, Lane, NewJob};
pub use runner::Runner;

use domain::Time;

/// What became of a job.
#[derive(Debug)]
pub enum Next {
    /// It is finished, committed together with its effect (`db::lanes::finish`).
    Done,
    /// It stays at the head of its lane; nobody touches the lane before this time.
    WaitUntil(Time),
}

/// Why a job did not end.
#[derive(Debug)]
pub struct Failure {
    /// What happened, without anybody's content.
    pub problem: String,
    /// Whether trying again can help. If not, the job is set aside at once and the lane goes on.
    pub retry: bool,
}

/// Runs jobs. One handler serves all kinds.
pub trait Handler: Send + Sync + 'static {
    /// Runs one job. Every write goes through a transaction that ends the job or leaves it as it was.
    fn run(&self, lane: &Lane, job: &Job) -> impl Future<Output = Result<Next, Failure>> + Send;
}
