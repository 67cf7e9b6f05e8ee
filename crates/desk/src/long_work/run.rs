//! The worker's side: chunk after chunk, each committed with its progress.

use std::panic::AssertUnwindSafe;
use std::time::{Duration, Instant};

use db::lanes::{self, Job, Lane};
use db::long_jobs::{self, LongJob};
use db::{Record, WorkspaceTx};
use domain::ids::LongJobId;
use evidence::Kind;
use futures::FutureExt;
use jobs::{Failure, GIVE_UP_AFTER, Next};
use serde_json::{Value, json};

use super::{LongWork, Step, of_kind};
use crate::error::{Error, Result, with_causes};
use crate::workers::{ended, id_in};
use crate::{Desk, names};

/// After so long the lane is given back, so that long work takes turns with everything else.
const TURN: Duration = Duration::from_secs(4);

/// Open browsers hear of progress no more often than this.
const TELL: Duration = Duration::from_millis(300);

enum After {
    More,
    Over,
}

impl Desk {
    pub(crate) async fn long_work(&self, lane: &Lane, job: &Job) -> Result<Next, Failure> {
        let id: LongJobId = id_in(job, "long_job")?;
        let began = Instant::now();
        let mut told = None;
        loop {
            let chunk = AssertUnwindSafe(self.chunk(lane, job, id, &mut told))
                .catch_unwind()
                .await
                .unwrap_or_else(|_| Err(Error::Internal("long work panicked".to_owned())));
            match chunk {
                Ok(After::Over) => return Ok(Next::Done),
                Ok(After::More) if began.elapsed() > TURN => {
                    return Ok(Next::WaitUntil(self.now()));
                }
                Ok(After::More) => {}
                Err(Error::Unavailable) => {
                    return Err(Failure {
                        problem: "the database is not available".to_owned(),
                        retry: true,
                    });
                }
                Err(error) => return self.chunk_failed(lane, job, id, error).await,
            }
        }
    }

    /// One chunk: what must happen outside first, then the step with the row locked, then the commit.
    async fn chunk(
        &self,
        lane: &Lane,
        job: &Job,
        id: LongJobId,
        told: &mut Option<Instant>,
    ) -> Result<After> {
        let mut tx = self.db().worker(lane.workspace).await?;
        let Some((work, seen)) = begun(&mut tx, id).await? else {
            lanes::finish(&mut tx, lane, job.id).await?;
            tx.commit(self.now()).await?;
            return Ok(After::Over);
        };
        drop(tx);
        let prepared = work.prepare(self, lane.workspace, &seen).await?;
        let mut tx = self.db().worker(lane.workspace).await?;
        let Some(row) = long_jobs::lock(&mut tx, id).await? else {
            return Err(Error::NotFound);
        };
        if row.cursor != seen.cursor || !is_wanted(&row) {
            // Somebody paused or cancelled it meanwhile, or another worker was faster.
            return Ok(After::More);
        }
        if row.state == "queued" {
            long_jobs::set_state(&mut tx, id, "running", None, self.now()).await?;
            tx.announce(names::workspace_changed("job.updated"));
        }
        match work.step(self, &mut tx, &row, prepared).await? {
            Step::More(progress) => {
                long_jobs::advance(&mut tx, id, &progress, self.now()).await?;
                if told.is_none_or(|at| at.elapsed() > TELL) {
                    *told = Some(Instant::now());
                    tx.announce(names::workspace_changed("job.updated"));
                }
                tx.commit(self.now()).await?;
                Ok(After::More)
            }
            Step::Finished(progress, result) => {
                let now = self.now();
                long_jobs::advance(&mut tx, id, &progress, now).await?;
                long_jobs::set_result(&mut tx, id, &result).await?;
                long_jobs::set_state(&mut tx, id, "finished", None, now).await?;
                end(&mut tx, id, "finished").await?;
                lanes::finish(&mut tx, lane, job.id).await?;
                tx.commit(now).await?;
                Ok(After::Over)
            }
        }
    }

    /// What may get better by itself is tried again; what cannot is told to the person, and what was done stays.
    async fn chunk_failed(
        &self,
        lane: &Lane,
        job: &Job,
        id: LongJobId,
        error: Error,
    ) -> Result<Next, Failure> {
        let retry = matches!(error, Error::Internal(_) | Error::Changed(_));
        if retry && job.attempts + 1 < GIVE_UP_AFTER.min(4) {
            return Err(Failure {
                problem: with_causes(&error),
                retry,
            });
        }
        tracing::warn!(%error, job = %id, "long work failed");
        let now = self.now();
        let mut tx = self.db().worker(lane.workspace).await.map_err(ended)?;
        if let Some(row) = long_jobs::lock(&mut tx, id).await.map_err(ended)?
            && is_wanted(&row)
        {
            let words = words_of(&error);
            if let Some(work) = of_kind(&row.kind) {
                work.stopped(self, &mut tx, &row, Some(&words))
                    .await
                    .map_err(|e| crate::workers::failure(&e))?;
            }
            long_jobs::set_state(&mut tx, id, "failed", Some(&words), now)
                .await
                .map_err(ended)?;
            end(&mut tx, id, "failed")
                .await
                .map_err(|e| crate::workers::failure(&e))?;
        }
        lanes::finish(&mut tx, lane, job.id).await.map_err(ended)?;
        tx.commit(now).await.map_err(ended)?;
        Ok(Next::Done)
    }
}

fn is_wanted(row: &LongJob) -> bool {
    matches!(row.state.as_str(), "queued" | "running")
}

/// The work and its row, when there is still something to do.
async fn begun(
    tx: &mut WorkspaceTx,
    id: LongJobId,
) -> Result<Option<(&'static dyn LongWork, LongJob)>> {
    let Some(row) = long_jobs::get(tx, id).await?.filter(is_wanted) else {
        return Ok(None);
    };
    let work = of_kind(&row.kind)
        .ok_or_else(|| Error::Internal(format!("no long work is called {}", row.kind)))?;
    Ok(Some((work, row)))
}

/// The last words on a job: into the evidence, and to open browsers.
pub(super) async fn end(tx: &mut WorkspaceTx, id: LongJobId, state: &str) -> Result<()> {
    let row = long_jobs::get(tx, id).await?.ok_or(Error::NotFound)?;
    tx.record(Record {
        kind: Kind::JobEnded,
        subject: format!("job:{id}"),
        actor: None,
        payload: json!({
            "kind": row.kind, "label": row.label, "state": state, "done": row.done, "total": row.total, "failed": row.failed,
            "result": row.result, "asked_by": row.created_by,
        }),
        message: None,
        conversation: None,
    });
    tx.announce(names::workspace_changed("job.updated"));
    Ok(())
}

fn words_of(error: &Error) -> Value {
    let (code, title, hint) = match error {
        Error::Conflict { code, title, hint } => (*code, title.clone(), hint.clone()),
        Error::Provider { title, hint } => ("provider_refused", title.clone(), hint.clone()),
        Error::Invalid { field, problem } => (
            "invalid",
            format!("{field}: {problem}"),
            "Mend it, then start again.".to_owned(),
        ),
        Error::NotFound => (
            "gone",
            "What this is about is gone".to_owned(),
            "Start again with what is there now.".to_owned(),
        ),
        Error::Forbidden(why) => (
            "forbidden",
            why.clone(),
            "Ask an owner of this workspace.".to_owned(),
        ),
        Error::Refused(_)
        | Error::Changed(_)
        | Error::NewDoubts
        | Error::Unavailable
        | Error::Internal(_) => (
            "broken",
            "Something went wrong on our side".to_owned(),
            "Continue; if it fails again, the log says more.".to_owned(),
        ),
    };
    json!({ "code": code, "title": title, "hint": hint })
}
