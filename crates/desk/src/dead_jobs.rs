//! An operator decides about work that was set aside: once more, or never.

use db::dead_jobs::{self, DeadJob};
use db::{Record, WorkspaceTx};
use evidence::Kind;
use serde_json::json;
use uuid::Uuid;

use crate::Desk;
use crate::error::{Error, Result};

impl Desk {
    /// Puts a job back into its lane with all its tries before it, and records who did.
    pub async fn replay_job(&self, tx: &mut WorkspaceTx, id: Uuid) -> Result<DeadJob> {
        let job = dead_jobs::take(tx, id).await?.ok_or(Error::NotFound)?;
        dead_jobs::put_back(tx, &job, self.now()).await?;
        tx.record(record(&job, "replayed"));
        Ok(job)
    }

    /// Drops a job for good, and records who did.
    pub async fn drop_job(&self, tx: &mut WorkspaceTx, id: Uuid) -> Result<DeadJob> {
        let job = dead_jobs::take(tx, id).await?.ok_or(Error::NotFound)?;
        tx.record(record(&job, "dropped"));
        Ok(job)
    }
}

fn record(job: &DeadJob, what: &str) -> Record {
    Record {
        kind: Kind::Job,
        subject: format!("job:{}", job.id),
        actor: None,
        payload: json!({ "what": what, "kind": job.kind, "payload": job.payload, "problem": job.problem, "set_aside_at": job.at }),
        message: None,
        conversation: None,
    }
}
