//! Attempts to send, delivery state, parked statuses and pacing buckets.

use domain::Time;
use domain::ids::{AttemptId, ChannelId, ConversationId, MessageId};
use domain::status::StatusSet;
use serde_json::Value;

use crate::{Error, Result, WorkspaceTx};

pub use crate::unsettled::unsettled;

pub use crate::pace::{empty_pace, take_pace};
pub use crate::sends_started::last_started;

/// A try to send one message.
#[derive(Debug, Clone)]
pub struct Attempt {
    /// Travels to the provider as its opaque reference.
    pub id: AttemptId,
    /// Which message.
    pub message: MessageId,
    /// 1 for the first.
    pub attempt_no: i32,
    /// `inflight`, `accepted`, `rejected`, `not_sent`, `unknown`.
    pub state: String,
    /// When its outcome counts as unknown.
    pub deadline: Time,
    /// When it started.
    pub started_at: Time,
}

/// Writes the INFLIGHT row. It is committed before the first byte leaves.
pub async fn begin_attempt(
    tx: &mut WorkspaceTx,
    (id, message): (AttemptId, MessageId),
    cause: &str,
    verdict: &Value,
    deadline: Time,
    now: Time,
) -> Result<Attempt> {
    let ws = tx.ws();
    let attempt_no = sqlx::query_scalar!(
        r#"INSERT INTO app.attempt (workspace_id, id, message_id, attempt_no, state, cause, verdict, deadline, started_at)
           SELECT $1, $2, $3, coalesce(max(attempt_no), 0) + 1, 'inflight', $4, $5, $6, $7 FROM app.attempt WHERE workspace_id = $1 AND message_id = $3
           RETURNING attempt_no"#,
        ws,
        id.uuid(),
        message.uuid(),
        cause,
        verdict,
        deadline,
        now
    )
    .fetch_one(tx.conn())
    .await?;
    Ok(Attempt {
        id,
        message,
        attempt_no,
        state: "inflight".to_owned(),
        deadline,
        started_at: now,
    })
}

/// The newest attempt of a message.
pub async fn last_attempt(tx: &mut WorkspaceTx, message: MessageId) -> Result<Option<Attempt>> {
    let ws = tx.ws();
    let row = sqlx::query!(
        "SELECT id, attempt_no, state, deadline, started_at FROM app.attempt WHERE workspace_id = $1 AND message_id = $2 ORDER BY attempt_no DESC LIMIT 1",
        ws,
        message.uuid()
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.map(|r| Attempt {
        id: r.id.into(),
        message,
        attempt_no: r.attempt_no,
        state: r.state,
        deadline: r.deadline,
        started_at: r.started_at,
    }))
}

/// The message an attempt belongs to, when it is one of this channel: what another one tells proves nothing of it.
pub async fn message_of(
    tx: &mut WorkspaceTx,
    attempt: AttemptId,
    channel: ChannelId,
) -> Result<Option<MessageId>> {
    let ws = tx.ws();
    let id = sqlx::query_scalar!(
        "SELECT a.message_id FROM app.attempt a JOIN app.message m ON m.workspace_id = a.workspace_id AND m.id = a.message_id
         WHERE a.workspace_id = $1 AND a.id = $2 AND m.channel_id = $3",
        ws,
        attempt.uuid(),
        channel.uuid()
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(id.map(MessageId::from))
}

/// Ends an attempt that is in flight, or resolves one whose outcome was unknown. False when it already ended otherwise.
pub async fn end_attempt(
    tx: &mut WorkspaceTx,
    id: AttemptId,
    state: &str,
    outcome: &Value,
    now: Time,
) -> Result<bool> {
    let ws = tx.ws();
    let done = sqlx::query!(
        "UPDATE app.attempt SET state = $3, outcome = $4, finished_at = $5 WHERE workspace_id = $1 AND id = $2 AND state IN ('inflight', 'unknown')",
        ws,
        id.uuid(),
        state,
        outcome,
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Delivery as it stands, to be written back by [`set_delivery`].
#[derive(Debug, Clone)]
pub struct Delivery<'a> {
    /// `queued` … `unknown`.
    pub state: &'a str,
    /// All statuses known.
    pub statuses: &'a StatusSet,
    /// The provider's id, once known.
    pub provider_id: Option<&'a str>,
    /// Why it failed.
    pub failure: Option<&'a Value>,
    /// What it cost.
    pub pricing: Option<&'a Value>,
}

/// Writes a message's delivery. The provider's id, once known, stays.
pub async fn set_delivery(
    tx: &mut WorkspaceTx,
    id: MessageId,
    delivery: &Delivery<'_>,
) -> Result<()> {
    let ws = tx.ws();
    let statuses = serde_json::to_value(delivery.statuses)
        .map_err(|e| Error::inconsistent("message", "statuses", id, e))?;
    sqlx::query!(
        "UPDATE app.message SET delivery = $3, statuses = $4, provider_id = coalesce(provider_id, $5), failure = $6, pricing = coalesce($7, pricing)
         WHERE workspace_id = $1 AND id = $2",
        ws,
        id.uuid(),
        delivery.state,
        statuses,
        delivery.provider_id,
        delivery.failure,
        delivery.pricing
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// One at a time decides what becomes of statuses that name this id: it is looked up and parked, or written and
/// unparked, never both at once.
pub async fn hold_provider_id(
    tx: &mut WorkspaceTx,
    channel: ChannelId,
    provider_id: &str,
) -> Result<()> {
    let key = format!("status|{}|{channel}|{provider_id}", tx.ws());
    sqlx::query!(
        "SELECT pg_advisory_xact_lock(hashtextextended($1, 0)) AS held",
        key
    )
    .fetch_one(tx.conn())
    .await?;
    Ok(())
}

/// A status whose message is not known yet.
#[derive(Debug, Clone)]
pub struct Parked {
    /// The provider's word.
    pub status: String,
    /// When.
    pub at: Time,
    /// The update as parsed.
    pub detail: Value,
}

/// Keeps a status until its message is known.
pub async fn park_status(
    tx: &mut WorkspaceTx,
    channel: ChannelId,
    provider_id: &str,
    parked: &Parked,
    now: Time,
) -> Result<()> {
    let ws = tx.ws();
    sqlx::query!(
        "INSERT INTO app.parked_status (workspace_id, id, channel_id, provider_id, status, at, detail, parked_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        ws,
        uuid::Uuid::now_v7(),
        channel.uuid(),
        provider_id,
        parked.status,
        parked.at,
        parked.detail,
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Takes the statuses that waited for this message.
pub async fn unpark(
    tx: &mut WorkspaceTx,
    channel: ChannelId,
    provider_id: &str,
) -> Result<Vec<Parked>> {
    let ws = tx.ws();
    let rows = sqlx::query!(
        "DELETE FROM app.parked_status WHERE workspace_id = $1 AND channel_id = $2 AND provider_id = $3 RETURNING status, at, detail",
        ws,
        channel.uuid(),
        provider_id
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| Parked {
            status: r.status,
            at: r.at,
            detail: r.detail,
        })
        .collect())
}

/// A person said stop: what still waits in this thread does not go.
pub async fn cancel_queued(
    tx: &mut WorkspaceTx,
    conversation: ConversationId,
) -> Result<Vec<MessageId>> {
    let ws = tx.ws();
    let rows = sqlx::query_scalar!(
        "UPDATE app.message SET delivery = 'canceled' WHERE workspace_id = $1 AND conversation_id = $2 AND delivery = 'queued' RETURNING id",
        ws,
        conversation.uuid()
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(MessageId::from).collect())
}

/// Puts a message back in line as a person's own decision. What was known of earlier attempts stays with them.
pub async fn requeue(tx: &mut WorkspaceTx, id: MessageId) -> Result<()> {
    let ws = tx.ws();
    sqlx::query!(
        r#"UPDATE app.message SET delivery = 'queued', provider_id = NULL, statuses = '{}', failure = NULL, pricing = NULL,
             author = coalesce(author, '{}') || '{"decider": "person"}' WHERE workspace_id = $1 AND id = $2"#,
        ws,
        id.uuid()
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}
