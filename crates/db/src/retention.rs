//! What may go, in pieces small enough to hold up nobody. Evidence is not in here: it stays.

use domain::Time;
use domain::ids::MediaId;

use crate::{IngestTx, PlatformTx, Result, WorkspaceTx};

/// A step through the journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// How many bodies went.
    pub gone: i64,
    /// Where the next step begins; `None` when everything older was looked at.
    pub next: Option<i64>,
}

/// Looks at the next `chunk` bodies after number `after` and removes those that are done and older than `split_before`,
/// and those that were set aside or had parts for nobody and are older than `aside_before`. Bodies not yet split stay.
pub async fn journal(
    tx: &mut IngestTx,
    after: i64,
    (split_before, aside_before): (Time, Time),
    chunk: i64,
) -> Result<Step> {
    let row = sqlx::query!(
        r#"WITH seen AS (
             SELECT j.seq, j.received_at, j.state, EXISTS (SELECT 1 FROM app.unhandled u WHERE u.journal_seq = j.seq) AS aside
             FROM app.journal j WHERE j.seq > $1 ORDER BY j.seq LIMIT $4),
           gone AS (
             DELETE FROM app.journal d USING seen s WHERE d.seq = s.seq
               AND ((s.state = 'split' AND NOT s.aside AND s.received_at < $2)
                 OR ((s.state = 'quarantined' OR (s.state = 'split' AND s.aside)) AND s.received_at < $3))
             RETURNING 1)
           SELECT (SELECT count(*) FROM gone) AS "gone!",
             CASE WHEN count(*) = $4 AND min(received_at) < greatest($2, $3) THEN max(seq) END AS next FROM seen"#,
        after,
        split_before,
        aside_before,
        chunk
    )
    .fetch_one(tx.conn())
    .await?;
    Ok(Step {
        gone: row.gone,
        next: row.next,
    })
}

/// Empties up to `chunk` finished events that ended before this time. Their dedupe keys stay.
pub async fn event_payloads(tx: &mut WorkspaceTx, before: Time, chunk: i64) -> Result<u64> {
    let ws = tx.ws();
    let done = sqlx::query!(
        "UPDATE app.inbound_event SET event = 'null' WHERE workspace_id = $1 AND id IN (
           SELECT id FROM app.inbound_event WHERE workspace_id = $1 AND applied_at < $2 AND applied_at IS NOT NULL AND event <> 'null'::jsonb
             AND state <> 'pending' ORDER BY applied_at LIMIT $3 FOR UPDATE SKIP LOCKED)",
        ws,
        before,
        chunk
    )
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected())
}

/// Forgets up to `chunk` emptied events that ended before this time, dedupe key and all.
pub async fn dedupe_keys(tx: &mut WorkspaceTx, before: Time, chunk: i64) -> Result<u64> {
    let ws = tx.ws();
    let done = sqlx::query!(
        "DELETE FROM app.inbound_event WHERE workspace_id = $1 AND id IN (
           SELECT id FROM app.inbound_event WHERE workspace_id = $1 AND applied_at < $2 AND applied_at IS NOT NULL AND event = 'null'::jsonb
             AND state <> 'pending' ORDER BY applied_at LIMIT $3 FOR UPDATE SKIP LOCKED)",
        ws,
        before,
        chunk
    )
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected())
}

/// Drops up to `chunk` statuses of messages that nobody here ever sent.
pub async fn parked_statuses(tx: &mut WorkspaceTx, before: Time, chunk: i64) -> Result<u64> {
    let ws = tx.ws();
    let done = sqlx::query!(
        "DELETE FROM app.parked_status WHERE workspace_id = $1 AND id IN (
           SELECT id FROM app.parked_status WHERE workspace_id = $1 AND parked_at < $2 LIMIT $3 FOR UPDATE SKIP LOCKED)",
        ws,
        before,
        chunk
    )
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected())
}

/// Forgets up to `chunk` pieces of long work that ended before this time, with the rows they kept. Of the kind
/// `catalogue` the last one of a table stays: it says what its columns are. One of contacts goes: its rows name people.
pub async fn long_jobs(
    tx: &mut WorkspaceTx,
    before: Time,
    catalogue: &str,
    chunk: i64,
) -> Result<u64> {
    let ws = tx.ws();
    let done = sqlx::query!(
        "DELETE FROM app.long_job WHERE workspace_id = $1 AND id IN (
           SELECT o.id FROM app.long_job o WHERE o.workspace_id = $1 AND o.ended_at < $2
             AND NOT (o.state = 'finished' AND o.kind = $4 AND NOT EXISTS (
               SELECT 1 FROM app.long_job n WHERE n.workspace_id = $1 AND n.kind = o.kind AND n.created_at > o.created_at
                 AND n.input -> 'headers' = o.input -> 'headers'))
           ORDER BY o.ended_at LIMIT $3 FOR UPDATE OF o SKIP LOCKED)",
        ws,
        before,
        chunk,
        catalogue
    )
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected())
}

/// Drops up to `chunk` files that were uploaded before this time and belong to no document, no feed and no long work
/// that goes on or ended since `jobs_before`. Their bytes are the caller's to remove, after the commit.
pub async fn uploads(
    tx: &mut WorkspaceTx,
    before: Time,
    jobs_before: Time,
    chunk: i64,
) -> Result<Vec<MediaId>> {
    let ws = tx.ws();
    let gone = sqlx::query_scalar!(
        "UPDATE app.media SET state = 'erased', filename = NULL, sha256 = NULL WHERE workspace_id = $1 AND id IN (
           SELECT u.id FROM app.media u
           WHERE u.workspace_id = $1 AND u.created_at < $2 AND u.state = 'stored' AND u.message_id IS NULL AND NOT u.outgoing
             AND NOT EXISTS (SELECT 1 FROM app.knowledge_document d WHERE d.workspace_id = $1 AND d.media_id = u.id)
             AND NOT EXISTS (SELECT 1 FROM app.knowledge_feed f WHERE f.workspace_id = $1 AND f.id = u.id)
             AND NOT EXISTS (SELECT 1 FROM app.long_job j WHERE j.workspace_id = $1 AND j.input ->> 'file' = u.id::text
               AND (j.ended_at IS NULL OR j.ended_at >= $3))
           ORDER BY u.created_at LIMIT $4 FOR UPDATE OF u SKIP LOCKED) RETURNING id",
        ws,
        before,
        jobs_before,
        chunk
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(gone.into_iter().map(MediaId::from).collect())
}

/// Drops up to `chunk` live events older than this; who was away longer reads everything anew.
pub async fn live_events(tx: &mut WorkspaceTx, before: Time, chunk: i64) -> Result<u64> {
    let ws = tx.ws();
    let done = sqlx::query!(
        "DELETE FROM app.live_event WHERE workspace_id = $1 AND seq IN (
           SELECT seq FROM app.live_event WHERE workspace_id = $1 AND at < $2 ORDER BY seq LIMIT $3)",
        ws,
        before,
        chunk
    )
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected())
}

/// Drops up to `chunk` answers of our API that are kept for repeated requests. Needs the role of requests.
pub async fn kept_answers(tx: &mut WorkspaceTx, before: Time, chunk: i64) -> Result<u64> {
    let ws = tx.ws();
    let done = sqlx::query!(
        "DELETE FROM app.idempotency WHERE workspace_id = $1 AND key IN (
           SELECT key FROM app.idempotency WHERE workspace_id = $1 AND created_at < $2 LIMIT $3 FOR UPDATE SKIP LOCKED)",
        ws,
        before,
        chunk
    )
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected())
}

/// Drops up to `chunk` sessions that have expired.
pub async fn sessions(tx: &mut PlatformTx, now: Time, chunk: i64) -> Result<u64> {
    let done = sqlx::query!(
        "DELETE FROM app.session WHERE id IN (SELECT id FROM app.session WHERE expires_at < $1 ORDER BY expires_at LIMIT $2 FOR UPDATE SKIP LOCKED)",
        now,
        chunk
    )
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected())
}

/// Forgets what undoing needed of up to `chunk` merges that cannot be undone any more. Who was merged, when and by whom
/// stays.
pub async fn merges(tx: &mut WorkspaceTx, before: Time, chunk: i64) -> Result<u64> {
    let ws = tx.ws();
    let over = sqlx::query_scalar!(
        "SELECT id FROM app.contact_merge WHERE workspace_id = $1 AND undo_until < $2 AND before <> '{}' LIMIT $3",
        ws,
        before,
        chunk
    )
    .fetch_all(tx.conn())
    .await?;
    sqlx::query!(
        "DELETE FROM app.merge_moved WHERE workspace_id = $1 AND merge_id = ANY ($2)",
        ws,
        &over
    )
    .execute(tx.conn())
    .await?;
    let done = sqlx::query!(
        "UPDATE app.contact_merge SET before = '{}', made = '{}' WHERE workspace_id = $1 AND id = ANY ($2)",
        ws,
        &over
    )
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected())
}
