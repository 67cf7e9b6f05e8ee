//! What a customer's phone is told besides messages: that theirs was read, and that somebody writes.

use chrono::Duration;
use domain::Time;
use domain::ids::{ChannelId, ConversationId};

use crate::{Result, WorkspaceTx};

/// Which of them a channel sends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Courtesies {
    /// That messages were read.
    pub read_receipts: bool,
    /// That somebody writes. It tells with it that messages were read.
    pub typing_indicator: bool,
}

/// A channel's choice.
pub async fn of_channel(tx: &mut WorkspaceTx, id: ChannelId) -> Result<Option<Courtesies>> {
    let ws = tx.ws();
    let row = sqlx::query!(
        "SELECT read_receipts, typing_indicator FROM app.channel WHERE workspace_id = $1 AND id = $2",
        ws,
        id.uuid()
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.map(|r| Courtesies {
        read_receipts: r.read_receipts,
        typing_indicator: r.typing_indicator,
    }))
}

/// Chooses for a channel. False when there is none.
pub async fn choose(tx: &mut WorkspaceTx, id: ChannelId, chosen: Courtesies) -> Result<bool> {
    let ws = tx.ws();
    let done = sqlx::query!(
        "UPDATE app.channel SET read_receipts = $3, typing_indicator = $4 WHERE workspace_id = $1 AND id = $2",
        ws,
        id.uuid(),
        chosen.read_receipts,
        chosen.typing_indicator
    )
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Takes the turn to tell that somebody writes. False when it was told within `every`.
pub async fn take_typing(
    tx: &mut WorkspaceTx,
    id: ConversationId,
    every: Duration,
    now: Time,
) -> Result<bool> {
    let ws = tx.ws();
    let done = sqlx::query!(
        "UPDATE app.conversation SET typing_told_at = $3 WHERE workspace_id = $1 AND id = $2 AND (typing_told_at IS NULL OR typing_told_at <= $4)",
        ws,
        id.uuid(),
        now,
        now - every
    )
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected() == 1)
}
