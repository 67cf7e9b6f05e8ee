//! Inbound events inside a workspace.

use domain::Time;
use domain::event::ChannelEvent;
use domain::ids::{ChannelId, EventId};
use serde::Deserialize;

use crate::{Error, Result, WorkspaceTx};

/// An event to be applied.
#[derive(Debug, Clone)]
pub struct InboundEvent {
    /// Which.
    pub id: EventId,
    /// The channel it belongs to.
    pub channel: ChannelId,
    /// The body it came in.
    pub journal_seq: i64,
    /// When that arrived.
    pub received_at: Time,
    /// The signature's verdict.
    pub signature: String,
    /// What happened.
    pub event: ChannelEvent,
}

#[derive(Deserialize)]
struct Stored {
    signature: String,
    #[serde(flatten)]
    event: ChannelEvent,
}

/// A pending event, locked; `None` when it is already applied or was never delivered.
pub async fn take_pending(tx: &mut WorkspaceTx, id: EventId) -> Result<Option<InboundEvent>> {
    let ws = tx.ws();
    let row = sqlx::query!(
        "SELECT channel_id, journal_seq, received_at, event FROM app.inbound_event
         WHERE workspace_id = $1 AND id = $2 AND state = 'pending' FOR UPDATE",
        ws,
        id.uuid()
    )
    .fetch_optional(tx.conn())
    .await?;
    let Some(row) = row else { return Ok(None) };
    let stored: Stored = serde_json::from_value(row.event)
        .map_err(|e| Error::inconsistent("inbound_event", "event", id, e))?;
    Ok(Some(InboundEvent {
        id,
        channel: row.channel_id.into(),
        journal_seq: row.journal_seq,
        received_at: row.received_at,
        signature: stored.signature,
        event: stored.event,
    }))
}

/// How an event ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// It had its effect.
    Applied,
    /// It is kept and acknowledged; its effect comes with a later release.
    Stored,
    /// It cannot be applied.
    Failed,
}

/// Ends an event, in the transaction of its effect.
pub async fn end(
    tx: &mut WorkspaceTx,
    id: EventId,
    ending: Ending,
    problem: Option<&str>,
    now: Time,
) -> Result<()> {
    let state = match ending {
        Ending::Applied => "applied",
        Ending::Stored => "stored",
        Ending::Failed => "failed",
    };
    let ws = tx.ws();
    sqlx::query!(
        "UPDATE app.inbound_event SET state = $3, applied_at = $4, problem = $5 WHERE workspace_id = $1 AND id = $2",
        ws,
        id.uuid(),
        state,
        now,
        problem
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Whether an event is here whose value says `mark`, among those applied or stored since then.
pub async fn is_here(tx: &mut WorkspaceTx, mark: &str, since: Time) -> Result<bool> {
    let ws = tx.ws();
    Ok(sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT FROM app.inbound_event
             WHERE workspace_id = $1 AND applied_at >= $2 AND event <> 'null'::jsonb AND event #>> '{raw,value,event}' = $3) AS "here!""#,
        ws,
        since,
        mark
    )
    .fetch_one(tx.conn())
    .await?)
}

/// Edits and deletions that came before the message they speak of: pending again, oldest first. One that somebody holds
/// is being erased, and stays as it is.
pub async fn revive(
    tx: &mut WorkspaceTx,
    channel: ChannelId,
    target: &str,
) -> Result<Vec<(EventId, String)>> {
    let ws = tx.ws();
    let rows = sqlx::query!(
        "UPDATE app.inbound_event SET state = 'pending', problem = NULL
         WHERE workspace_id = $1 AND id IN (
           SELECT id FROM app.inbound_event WHERE workspace_id = $1 AND channel_id = $2 AND state = 'failed' AND kind IN ('edit', 'revoke')
             AND event -> 'body' ->> 'target' = $3 FOR UPDATE SKIP LOCKED)
         RETURNING id, lane, received_at",
        ws,
        channel.uuid(),
        target
    )
    .fetch_all(tx.conn())
    .await?;
    let mut revived: Vec<_> = rows
        .into_iter()
        .map(|r| (r.received_at, r.id.into(), r.lane))
        .collect();
    revived.sort_by_key(|(at, ..)| *at);
    Ok(revived
        .into_iter()
        .map(|(_, id, lane)| (id, lane))
        .collect())
}
