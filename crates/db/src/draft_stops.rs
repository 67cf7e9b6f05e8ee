//! For which message a person stopped the draft.

use domain::ids::{ConversationId, MessageId};

use crate::{Result, WorkspaceTx};

/// No draft is made for this message; with `None` nothing is stopped any more.
pub async fn set(
    tx: &mut WorkspaceTx,
    conversation: ConversationId,
    message: Option<MessageId>,
) -> Result<()> {
    let ws = tx.ws();
    sqlx::query!(
        "UPDATE app.conversation SET drafts_stopped_for = $3 WHERE workspace_id = $1 AND id = $2",
        ws,
        conversation.uuid(),
        message.map(MessageId::uuid)
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Whether the draft for this message was stopped.
pub async fn is_stopped(
    tx: &mut WorkspaceTx,
    conversation: ConversationId,
    message: MessageId,
) -> Result<bool> {
    let ws = tx.ws();
    let stopped = sqlx::query_scalar!(
        r#"SELECT drafts_stopped_for IS NOT DISTINCT FROM $3 AS "stopped!" FROM app.conversation WHERE workspace_id = $1 AND id = $2"#,
        ws,
        conversation.uuid(),
        message.uuid()
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(stopped.unwrap_or(false))
}
