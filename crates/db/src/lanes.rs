//! Ordered lanes of work. The `jobs` crate runs them; this is their SQL.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use domain::Time;
use domain::ids::WorkspaceId;
use serde::Deserialize;
use serde_json::Value;
use uuid::Uuid;

use crate::hand_on::Ending;
use crate::{Db, Error, Result, WorkspaceTx};

pub use crate::hand_on::hand_on;

/// A claimed lane. Clones are the same claim.
#[derive(Debug, Clone)]
pub struct Lane {
    /// Whose.
    pub workspace: WorkspaceId,
    /// Its key.
    pub key: String,
    /// Proof of the claim; a worker without it can finish nothing.
    pub lease: Uuid,
    pub(crate) lease_for: chrono::Duration,
    /// How many lanes were taken over in a row before it.
    pub(crate) links: u8,
    pub(crate) ending: Arc<Ending>,
    pub(crate) closing: Arc<AtomicBool>,
}

impl Lane {
    /// Whether the claim ended with the lane's last job ([`finish`]). What was added since is anybody's.
    #[must_use]
    pub fn is_given_back(&self) -> bool {
        self.ending.is_given_back()
    }

    /// The lane that was taken over with that last job, once; its claim is the asker's to work on.
    #[must_use]
    pub fn next(&self) -> Option<Claim> {
        self.ending.next()
    }

    /// Once this is set no lane is taken over from this one: its worker begins nothing more.
    #[must_use]
    pub fn until_closing(mut self, closing: Arc<AtomicBool>) -> Self {
        self.closing = closing;
        self
    }

    pub(crate) fn followed_by(&self, key: String, lease: Uuid) -> Self {
        Self {
            workspace: self.workspace,
            key,
            lease,
            lease_for: self.lease_for,
            links: self.links + 1,
            ending: Arc::default(),
            closing: Arc::clone(&self.closing),
        }
    }
}

/// A lane as it was claimed.
#[derive(Debug)]
pub struct Claim {
    /// The lane.
    pub lane: Lane,
    /// Its first jobs, oldest first.
    pub jobs: Vec<Job>,
}

/// A job in a lane.
#[derive(Debug, Clone, Deserialize)]
pub struct Job {
    /// Its place in the lane.
    pub id: i64,
    /// What to do.
    pub kind: String,
    /// Ids, never content.
    pub payload: Value,
    /// Tries so far.
    pub attempts: i32,
}

/// Work to be added.
#[derive(Debug, Clone)]
pub struct NewJob {
    /// The lane.
    pub lane: String,
    /// What to do.
    pub kind: &'static str,
    /// Ids, never content.
    pub payload: Value,
}

/// Claims up to `limit` lanes that are due, at most `per_workspace` of one workspace.
pub async fn claim(
    db: &Db,
    limit: i32,
    per_workspace: i32,
    lease_for: chrono::Duration,
    now: Time,
) -> Result<Vec<Claim>> {
    let lease = Uuid::now_v7();
    let interval = sqlx::postgres::types::PgInterval::try_from(lease_for)
        .map_err(|_| Error::Unfit("a lease that long cannot be stored".to_owned()))?;
    let rows = sqlx::query!(
        r#"SELECT workspace_id AS "workspace_id!", key AS "key!", jobs AS "jobs!" FROM app.claim_lanes($1, $2, $3, $4, $5)"#,
        now,
        limit,
        per_workspace,
        interval,
        lease
    )
    .fetch_all(db.worker_pool())
    .await?;
    rows.into_iter()
        .map(|r| {
            let jobs = serde_json::from_value(r.jobs)
                .map_err(|e| Error::inconsistent("job", "payload", &r.key, e))?;
            let lane = Lane {
                workspace: r.workspace_id.into(),
                key: r.key,
                lease,
                lease_for,
                links: 0,
                ending: Arc::default(),
                closing: Arc::default(),
            };
            Ok(Claim { lane, jobs })
        })
        .collect()
}

/// Gives back the lanes of workers that died; answers how many.
pub async fn sweep(db: &Db, now: Time) -> Result<i64> {
    Ok(
        sqlx::query_scalar!(r#"SELECT app.sweep_lanes($1) AS "n!""#, now)
            .fetch_one(db.worker_pool())
            .await?,
    )
}

/// Adds work in the transaction that makes it necessary. It is written when that commits, so that no lane is locked
/// while rows are still being waited for.
#[expect(
    clippy::unused_async,
    reason = "it speaks of the database like its neighbours"
)]
pub async fn enqueue(tx: &mut WorkspaceTx, jobs: &[NewJob], due: Time) -> Result<()> {
    for job in jobs {
        tx.note_work(due, job.clone());
    }
    Ok(())
}

pub(crate) async fn flush(tx: &mut WorkspaceTx, mut jobs: Vec<(Time, NewJob)>) -> Result<()> {
    // Stable: jobs of one time keep their order.
    jobs.sort_by_key(|(due, _)| *due);
    for group in jobs.chunk_by(|a, b| a.0 == b.0) {
        let Some((due, _)) = group.first() else {
            continue;
        };
        let keys: Vec<String> = group.iter().map(|(_, j)| j.lane.clone()).collect();
        let kinds: Vec<String> = group.iter().map(|(_, j)| j.kind.to_owned()).collect();
        let payloads: Vec<Value> = group.iter().map(|(_, j)| j.payload.clone()).collect();
        sqlx::query!(
            "SELECT app.enqueue($1, $2, $3, $4) AS done",
            &keys,
            &kinds,
            &payloads,
            due
        )
        .fetch_one(tx.conn())
        .await?;
    }
    Ok(())
}

/// Makes sure that the lane is still this worker's, and keeps it so until the transaction ends: nobody can take it over
/// before the commit, and a commit after the lease's end is undone. Call it last before committing an effect that
/// does not end the job.
pub async fn hold(tx: &mut WorkspaceTx, lane: &Lane) -> Result<()> {
    let ws = tx.ws();
    let until = sqlx::query_scalar!(
        r#"SELECT lease_until AS "until!" FROM app.lane WHERE workspace_id = $1 AND key = $2 AND lease = $3 AND lease_until IS NOT NULL
           FOR NO KEY UPDATE"#,
        ws,
        lane.key,
        lane.lease
    )
    .fetch_optional(tx.conn())
    .await?
    .ok_or(Error::LeaseLost)?;
    tx.fence(until);
    Ok(())
}

/// Since when a lane has work that is not done; `None` when it has none.
pub async fn busy_since(tx: &mut WorkspaceTx, key: &str) -> Result<Option<Time>> {
    let ws = tx.ws();
    Ok(sqlx::query_scalar!(
        "SELECT ready_at FROM app.lane WHERE workspace_id = $1 AND key = $2 AND pending > 0",
        ws,
        key
    )
    .fetch_optional(tx.conn())
    .await?)
}

/// The next jobs of a lane, oldest first.
pub async fn peek(tx: &mut WorkspaceTx, key: &str, limit: i64) -> Result<Vec<Job>> {
    let ws = tx.ws();
    let rows = sqlx::query!(
        "SELECT id, kind, payload, attempts FROM app.job WHERE workspace_id = $1 AND key = $2 ORDER BY id LIMIT $3",
        ws,
        key,
        limit
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| Job {
            id: r.id,
            kind: r.kind,
            payload: r.payload,
            attempts: r.attempts,
        })
        .collect())
}

/// Whether the lane is still this worker's, at this moment.
pub async fn is_held(tx: &mut WorkspaceTx, lane: &Lane) -> Result<bool> {
    let ws = tx.ws();
    Ok(sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT 1 FROM app.lane WHERE workspace_id = $1 AND key = $2 AND lease = $3) AS "held!""#,
        ws,
        lane.key,
        lane.lease
    )
    .fetch_one(tx.conn())
    .await?)
}

/// Ends a job, in the transaction of its effect, so that it has exactly one. With its last job the lane is given back.
/// A lost lease undoes everything, here or at the commit.
pub async fn finish(tx: &mut WorkspaceTx, lane: &Lane, job: i64) -> Result<()> {
    let until = end(tx, lane, job).await?.ok_or(Error::LeaseLost)?;
    tx.fence(until);
    Ok(())
}

/// Ends a job whose effect stands even when the lane was lost meanwhile; then the job is its new holder's to end, and
/// the answer is false.
pub async fn finish_if_held(tx: &mut WorkspaceTx, lane: &Lane, job: i64) -> Result<bool> {
    Ok(end(tx, lane, job).await?.is_some())
}

/// Ends a job; answers when the lease would have ended, and `None` when it is not ours. An empty lane is idle from then
/// on, which is when `app.sweep_lanes` begins to count.
async fn end(tx: &mut WorkspaceTx, lane: &Lane, job: i64) -> Result<Option<Time>> {
    let ws = tx.ws();
    let ended = sqlx::query!(
        r#"WITH held AS (
             SELECT lease_until FROM app.lane WHERE workspace_id = $1 AND key = $2 AND lease = $3 AND lease_until IS NOT NULL FOR UPDATE),
           gone AS (DELETE FROM app.job WHERE workspace_id = $1 AND key = $2 AND id = $4 AND EXISTS (SELECT 1 FROM held) RETURNING 1)
           UPDATE app.lane l SET pending = l.pending - 1,
             lease = CASE WHEN l.pending > 1 THEN l.lease END,
             lease_until = CASE WHEN l.pending > 1 THEN l.lease_until END,
             ready_at = CASE WHEN l.pending > 1 THEN l.ready_at ELSE held.lease_until END
           FROM held WHERE l.workspace_id = $1 AND l.key = $2 AND l.lease = $3 AND EXISTS (SELECT 1 FROM gone)
           RETURNING held.lease_until AS "until!", l.pending = 0 AS "empty!""#,
        ws,
        lane.key,
        lane.lease,
        job
    )
    .fetch_optional(tx.conn())
    .await?;
    let Some(ended) = ended else { return Ok(None) };
    if ended.empty {
        tx.ends(lane.clone());
    }
    Ok(Some(ended.until))
}

/// Counts a failed try, as whoever holds the lane.
pub async fn fail(tx: &mut WorkspaceTx, lane: &Lane, job: i64, problem: &str) -> Result<()> {
    let ws = tx.ws();
    sqlx::query!(
        "UPDATE app.job SET attempts = attempts + 1, problem = $4 WHERE workspace_id = $1 AND key = $2 AND id = $3",
        ws,
        lane.key,
        job,
        problem
    )
    .execute(tx.conn())
    .await?;
    hold(tx, lane).await
}

/// Sets a job aside for a person to look at, so that the lane goes on.
pub async fn bury(
    tx: &mut WorkspaceTx,
    lane: &Lane,
    job: &Job,
    problem: &str,
    now: Time,
) -> Result<()> {
    let ws = tx.ws();
    sqlx::query!(
        "INSERT INTO app.dead_job (workspace_id, id, key, kind, payload, problem, at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        ws,
        Uuid::now_v7(),
        lane.key,
        job.kind,
        job.payload,
        problem,
        now
    )
    .execute(tx.conn())
    .await?;
    finish(tx, lane, job.id).await
}

/// Extends a claim; false when it was lost.
pub async fn renew(tx: &mut WorkspaceTx, lane: &Lane, until: Time) -> Result<bool> {
    let ws = tx.ws();
    let done = sqlx::query!(
        "UPDATE app.lane SET lease_until = $4 WHERE workspace_id = $1 AND key = $2 AND lease = $3",
        ws,
        lane.key,
        lane.lease,
        until
    )
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Gives the lane back; its next job is due at `ready_at`.
pub async fn release(tx: &mut WorkspaceTx, lane: &Lane, ready_at: Time) -> Result<()> {
    let ws = tx.ws();
    sqlx::query!(
        "UPDATE app.lane SET lease = NULL, lease_until = NULL, ready_at = $4 WHERE workspace_id = $1 AND key = $2 AND lease = $3",
        ws,
        lane.key,
        lane.lease,
        ready_at
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}
