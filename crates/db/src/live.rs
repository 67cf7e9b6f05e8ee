//! Numbered events for open browsers. They carry ids, never content; a client reads what it may read.

use domain::Time;
use domain::ids::{ConversationId, DraftId, MessageId};

use crate::{Result, WorkspaceTx};

/// Something changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Announcement {
    /// `message.created`, `message.updated`, `conversation.updated`, `draft.updated`, `channel.updated`, …
    pub kind: &'static str,
    /// Which thread.
    pub conversation: Option<ConversationId>,
    /// Which message.
    pub message: Option<MessageId>,
    /// Which draft.
    pub draft: Option<DraftId>,
}

/// A numbered event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LiveEvent {
    /// Grows by one.
    pub seq: i64,
    /// What changed.
    pub kind: String,
    /// Which thread.
    pub conversation: Option<ConversationId>,
    /// Which message.
    pub message: Option<MessageId>,
    /// Which draft.
    pub draft: Option<DraftId>,
    /// When.
    pub at: Time,
}

/// The newest number; 0 when nothing happened yet.
pub async fn head(tx: &mut WorkspaceTx) -> Result<i64> {
    let ws = tx.ws();
    Ok(sqlx::query_scalar!(
        "SELECT live_seq FROM app.workspace_head WHERE workspace_id = $1",
        ws
    )
    .fetch_optional(tx.conn())
    .await?
    .unwrap_or(0))
}

/// Events after a number; `None` when that number is too old to resume from.
pub async fn after(tx: &mut WorkspaceTx, seq: i64, limit: i64) -> Result<Option<Vec<LiveEvent>>> {
    let head = head(tx).await?;
    if seq > head {
        return Ok(None);
    }
    let ws = tx.ws();
    let rows = sqlx::query!(
        "SELECT seq, kind, conversation_id, message_id, draft_id, at FROM app.live_event WHERE workspace_id = $1 AND seq > $2 ORDER BY seq LIMIT $3",
        ws,
        seq,
        limit
    )
    .fetch_all(tx.conn())
    .await?;
    // A gap means that old events were dropped.
    if seq < head && rows.first().is_none_or(|r| r.seq != seq + 1) {
        return Ok(None);
    }
    Ok(Some(
        rows.into_iter()
            .map(|r| LiveEvent {
                seq: r.seq,
                kind: r.kind,
                conversation: r.conversation_id.map(ConversationId::from),
                message: r.message_id.map(MessageId::from),
                draft: r.draft_id.map(DraftId::from),
                at: r.at,
            })
            .collect(),
    ))
}
