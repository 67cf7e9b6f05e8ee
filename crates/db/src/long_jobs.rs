//! Long work as people see it. The queue's own jobs are in `lanes`; a worker reads from here what is left to do.

use domain::Time;
use domain::ids::LongJobId;
use serde_json::Value;
use uuid::Uuid;

use crate::{Result, WorkspaceTx};

/// A piece of long work.
#[derive(Debug, Clone)]
pub struct LongJob {
    /// Which.
    pub id: LongJobId,
    /// What is done: `import_catalogue`, …
    pub kind: String,
    /// What it is about, for a person: a file's name.
    pub label: String,
    /// `queued`, `running`, `paused`, `finished`, `failed`, `cancelled`.
    pub state: String,
    /// How many were worked through, failed ones included.
    pub done: i64,
    /// Of how many; none while nobody knows.
    pub total: Option<i64>,
    /// How many of them could not be used.
    pub failed: i64,
    /// What was asked for.
    pub input: Value,
    /// Where the next chunk begins; the kind's own words.
    pub cursor: Value,
    /// What came of it.
    pub result: Option<Value>,
    /// Why it failed: `title` and `hint`.
    pub problem: Option<Value>,
    /// Who asked for it.
    pub created_by: String,
    /// When.
    pub created_at: Time,
    /// When the present stretch began.
    pub stretch_at: Option<Time>,
    /// How many were done then.
    pub stretch_done: i64,
    /// Last change.
    pub updated_at: Time,
    /// When it ended.
    pub ended_at: Option<Time>,
}

struct Row {
    id: Uuid,
    kind: String,
    label: String,
    state: String,
    done: i64,
    total: Option<i64>,
    failed: i64,
    input: Value,
    cursor: Value,
    result: Option<Value>,
    problem: Option<Value>,
    created_by: String,
    created_at: Time,
    stretch_at: Option<Time>,
    stretch_done: i64,
    updated_at: Time,
    ended_at: Option<Time>,
}

impl From<Row> for LongJob {
    fn from(row: Row) -> Self {
        Self {
            id: row.id.into(),
            kind: row.kind,
            label: row.label,
            state: row.state,
            done: row.done,
            total: row.total,
            failed: row.failed,
            input: row.input,
            cursor: row.cursor,
            result: row.result,
            problem: row.problem,
            created_by: row.created_by,
            created_at: row.created_at,
            stretch_at: row.stretch_at,
            stretch_done: row.stretch_done,
            updated_at: row.updated_at,
            ended_at: row.ended_at,
        }
    }
}

/// Adds work that waits for a worker.
pub async fn insert(
    tx: &mut WorkspaceTx,
    id: LongJobId,
    (kind, label): (&str, &str),
    input: &Value,
    total: Option<i64>,
    now: Time,
) -> Result<()> {
    let ws = tx.ws();
    let by = tx.actor().label();
    sqlx::query!(
        "INSERT INTO app.long_job (workspace_id, id, kind, label, state, total, input, cursor, created_by, created_at, updated_at)
         VALUES ($1, $2, $3, $4, 'queued', $5, $6, 'null', $7, $8, $8)",
        ws,
        id.uuid(),
        kind,
        label,
        total,
        input,
        by,
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// A job by id.
pub async fn get(tx: &mut WorkspaceTx, id: LongJobId) -> Result<Option<LongJob>> {
    let ws = tx.ws();
    let row = sqlx::query_as!(
        Row,
        "SELECT id, kind, label, state, done, total, failed, input, cursor, result, problem, created_by, created_at, stretch_at, stretch_done, updated_at, ended_at
         FROM app.long_job WHERE workspace_id = $1 AND id = $2",
        ws,
        id.uuid()
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.map(LongJob::from))
}

/// A job by id, locked until the transaction ends: chunks, pausing and cancelling stand in one line.
pub async fn lock(tx: &mut WorkspaceTx, id: LongJobId) -> Result<Option<LongJob>> {
    let ws = tx.ws();
    let row = sqlx::query_as!(
        Row,
        "SELECT id, kind, label, state, done, total, failed, input, cursor, result, problem, created_by, created_at, stretch_at, stretch_done, updated_at, ended_at
         FROM app.long_job WHERE workspace_id = $1 AND id = $2 FOR UPDATE",
        ws,
        id.uuid()
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.map(LongJob::from))
}

/// Long work of a kind that may still go on, by id.
pub async fn unfinished(tx: &mut WorkspaceTx, kind: &str) -> Result<Vec<LongJobId>> {
    let ws = tx.ws();
    let rows = sqlx::query_scalar!(
        "SELECT id FROM app.long_job WHERE workspace_id = $1 AND kind = $2 AND state IN ('queued', 'running', 'paused', 'failed') ORDER BY id",
        ws,
        kind
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(LongJobId::from).collect())
}

/// Jobs, newest first; those that have not ended only, when asked.
pub async fn list(
    tx: &mut WorkspaceTx,
    active: bool,
    after: Option<(Time, LongJobId)>,
    limit: i64,
) -> Result<Vec<LongJob>> {
    let ws = tx.ws();
    let (at, id) = after.map_or((None, None), |(at, id)| (Some(at), Some(id.uuid())));
    let rows = sqlx::query_as!(
        Row,
        "SELECT id, kind, label, state, done, total, failed, input, cursor, result, problem, created_by, created_at, stretch_at, stretch_done, updated_at, ended_at
         FROM app.long_job
         WHERE workspace_id = $1 AND (NOT $2 OR state IN ('queued', 'running', 'paused'))
           AND ($3::timestamptz IS NULL OR (created_at, id) < ($3, $4))
         ORDER BY created_at DESC, id DESC LIMIT $5",
        ws,
        active,
        at,
        id,
        limit
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(LongJob::from).collect())
}

/// Moves a job to another state. A stretch begins whenever it begins to run.
pub async fn set_state(
    tx: &mut WorkspaceTx,
    id: LongJobId,
    state: &str,
    problem: Option<&Value>,
    now: Time,
) -> Result<()> {
    let ws = tx.ws();
    sqlx::query!(
        "UPDATE app.long_job SET state = $3, problem = $4, updated_at = $5,
           stretch_at = CASE WHEN $3 = 'running' THEN $5 ELSE stretch_at END,
           stretch_done = CASE WHEN $3 = 'running' THEN done ELSE stretch_done END,
           ended_at = CASE WHEN $3 IN ('finished', 'failed', 'cancelled') THEN $5 END
         WHERE workspace_id = $1 AND id = $2",
        ws,
        id.uuid(),
        state,
        problem,
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// How far a job is.
#[derive(Debug, Clone, PartialEq)]
pub struct Progress {
    /// Worked through so far.
    pub done: i64,
    /// Of how many; none keeps what is known.
    pub total: Option<i64>,
    /// Of those, unusable.
    pub failed: i64,
    /// Where the next chunk begins.
    pub cursor: Value,
}

/// Writes how far a job is, in the transaction of the chunk. Numbers never go back, and a total is never overtaken.
pub async fn advance(
    tx: &mut WorkspaceTx,
    id: LongJobId,
    progress: &Progress,
    now: Time,
) -> Result<()> {
    let ws = tx.ws();
    sqlx::query!(
        "UPDATE app.long_job SET done = greatest(done, $3), failed = greatest(failed, $5), cursor = $6, updated_at = $7,
           total = CASE WHEN coalesce($4, total) IS NULL THEN NULL ELSE greatest(coalesce($4, total), done, $3) END
         WHERE workspace_id = $1 AND id = $2",
        ws,
        id.uuid(),
        progress.done,
        progress.total,
        progress.failed,
        progress.cursor,
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Keeps what came of a job.
pub async fn set_result(tx: &mut WorkspaceTx, id: LongJobId, result: &Value) -> Result<()> {
    let ws = tx.ws();
    sqlx::query!(
        "UPDATE app.long_job SET result = $3 WHERE workspace_id = $1 AND id = $2",
        ws,
        id.uuid(),
        result
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Keeps rows of a job until its end. Rows kept before stay as they are.
pub async fn stage(tx: &mut WorkspaceTx, id: LongJobId, rows: &[(i64, Value)]) -> Result<()> {
    let ws = tx.ws();
    let ns: Vec<i64> = rows.iter().map(|(n, _)| *n).collect();
    let contents: Vec<Value> = rows.iter().map(|(_, content)| content.clone()).collect();
    sqlx::query!(
        "INSERT INTO app.staged_row (workspace_id, job_id, n, content)
         SELECT $1, $2, u.n, u.content FROM unnest($3::bigint[], $4::jsonb[]) AS u (n, content) ON CONFLICT DO NOTHING",
        ws,
        id.uuid(),
        &ns,
        &contents
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Rows kept for a job, in order.
pub async fn staged(tx: &mut WorkspaceTx, id: LongJobId) -> Result<Vec<Value>> {
    let ws = tx.ws();
    Ok(sqlx::query_scalar!(
        "SELECT content FROM app.staged_row WHERE workspace_id = $1 AND job_id = $2 ORDER BY n",
        ws,
        id.uuid()
    )
    .fetch_all(tx.conn())
    .await?)
}

/// Forgets the rows kept for a job.
pub async fn unstage(tx: &mut WorkspaceTx, id: LongJobId) -> Result<()> {
    let ws = tx.ws();
    sqlx::query!(
        "DELETE FROM app.staged_row WHERE workspace_id = $1 AND job_id = $2",
        ws,
        id.uuid()
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// What was asked for the last time that a member of the input was the same.
pub async fn last_input(
    tx: &mut WorkspaceTx,
    kind: &str,
    member: &str,
    value: &Value,
) -> Result<Option<Value>> {
    let ws = tx.ws();
    Ok(sqlx::query_scalar!(
        "SELECT input FROM app.long_job WHERE workspace_id = $1 AND kind = $2 AND input -> $3 = $4 ORDER BY created_at DESC LIMIT 1",
        ws,
        kind,
        member,
        value
    )
    .fetch_optional(tx.conn())
    .await?)
}
