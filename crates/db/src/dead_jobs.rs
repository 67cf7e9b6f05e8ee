//! Jobs that were set aside after too many tries, for an operator to put back or to drop.

use domain::Time;
use domain::ids::WorkspaceId;
use serde_json::Value;
use uuid::Uuid;

use crate::{PlatformTx, Result, WorkspaceTx};

/// A job that was set aside.
#[derive(Debug, Clone)]
pub struct DeadJob {
    /// Which.
    pub id: Uuid,
    /// The lane it was in.
    pub lane: String,
    /// What it was to do.
    pub kind: String,
    /// Ids, never content.
    pub payload: Value,
    /// Why it was set aside.
    pub problem: String,
    /// When.
    pub at: Time,
}

/// How many each workspace has; those with none are not named.
pub async fn counts(tx: &mut PlatformTx) -> Result<Vec<(WorkspaceId, i64)>> {
    let rows = sqlx::query!(
        r#"SELECT workspace_id AS "workspace_id!", n AS "n!" FROM app.dead_job_counts()"#
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| (r.workspace_id.into(), r.n))
        .collect())
}

/// A workspace's, oldest first, at most a thousand.
pub async fn list(tx: &mut WorkspaceTx) -> Result<Vec<DeadJob>> {
    let ws = tx.ws();
    Ok(sqlx::query_as!(
        DeadJob,
        "SELECT id, key AS lane, kind, payload, problem, at FROM app.dead_job WHERE workspace_id = $1 ORDER BY at, id LIMIT 1000",
        ws
    )
    .fetch_all(tx.conn())
    .await?)
}

/// Takes one out of the list; `None` when it is not there.
pub async fn take(tx: &mut WorkspaceTx, id: Uuid) -> Result<Option<DeadJob>> {
    let ws = tx.ws();
    Ok(sqlx::query_as!(
        DeadJob,
        "DELETE FROM app.dead_job WHERE workspace_id = $1 AND id = $2 RETURNING id, key AS lane, kind, payload, problem, at",
        ws,
        id
    )
    .fetch_optional(tx.conn())
    .await?)
}

/// Puts a job that was taken out back into its lane, with all its tries before it. The last thing before the commit.
pub async fn put_back(tx: &mut WorkspaceTx, job: &DeadJob, now: Time) -> Result<()> {
    sqlx::query!(
        "SELECT app.enqueue(ARRAY[$1], ARRAY[$2], ARRAY[$3::jsonb], $4) AS done",
        job.lane,
        job.kind,
        job.payload,
        now
    )
    .fetch_one(tx.conn())
    .await?;
    Ok(())
}
