//! Taking a message back before it leaves.

use domain::ids::{ConversationId, MessageId};

use crate::{Result, WorkspaceTx};

/// How long a person's message waits before it leaves, in seconds; 0 for not at all.
pub async fn seconds(tx: &mut WorkspaceTx) -> Result<i32> {
    let ws = tx.ws();
    Ok(sqlx::query_scalar!(
        "SELECT undo_seconds FROM app.workspace WHERE workspace_id = $1",
        ws
    )
    .fetch_one(tx.conn())
    .await?)
}

/// Chooses how long.
pub async fn set_seconds(tx: &mut WorkspaceTx, seconds: i32) -> Result<()> {
    let ws = tx.ws();
    sqlx::query!(
        "UPDATE app.workspace SET undo_seconds = $2 WHERE workspace_id = $1",
        ws,
        seconds
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Takes a message back, if it still waits. Compare-and-set: of this and a worker that begins to send it, one wins.
pub async fn cancel(tx: &mut WorkspaceTx, id: MessageId) -> Result<bool> {
    let ws = tx.ws();
    let done = sqlx::query!(
        "UPDATE app.message SET delivery = 'canceled' WHERE workspace_id = $1 AND id = $2 AND delivery = 'queued'",
        ws,
        id.uuid()
    )
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected() == 1)
}

/// The list shows the newest message that was not taken back.
pub async fn retouch(tx: &mut WorkspaceTx, conversation: ConversationId) -> Result<()> {
    let ws = tx.ws();
    sqlx::query!(
        "UPDATE app.conversation c SET last_message_id = m.id, last_direction = m.direction, last_kind = m.kind, last_at = m.at,
           last_preview = left(coalesce(m.content ->> 'body', m.content ->> 'caption', m.content ->> 'filename', m.content ->> 'title', m.content ->> 'name', ''), 160)
         FROM (SELECT id, direction, kind, at, content FROM app.message
               WHERE workspace_id = $1 AND conversation_id = $2 AND kind <> 'reaction' AND delivery IS DISTINCT FROM 'canceled'
               ORDER BY at DESC, id DESC LIMIT 1) m
         WHERE c.workspace_id = $1 AND c.id = $2",
        ws,
        conversation.uuid()
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}
