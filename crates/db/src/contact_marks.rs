//! What is remembered of a contact beside its identities.

use domain::Time;
use domain::ids::{ContactId, ConversationId};

use crate::{Result, WorkspaceTx};

/// Remembers that a contact wrote first.
pub async fn wrote(tx: &mut WorkspaceTx, id: ContactId) -> Result<()> {
    let ws = tx.ws();
    sqlx::query!("UPDATE app.contact SET wrote_first = true WHERE workspace_id = $1 AND id = $2 AND NOT wrote_first", ws, id.uuid())
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// The provider says that this thread's person stopped marketing.
/// Told at `at`; what they said of it later stands.
pub async fn stop_marketing(
    tx: &mut WorkspaceTx,
    conversation: ConversationId,
    at: Time,
) -> Result<()> {
    let ws = tx.ws();
    sqlx::query!(
        "UPDATE app.contact SET marketing_stopped = true, marketing_at = $3 FROM app.conversation c
         WHERE app.contact.workspace_id = $1 AND c.workspace_id = $1 AND c.id = $2 AND app.contact.id = c.contact_id
           AND (marketing_at IS NULL OR marketing_at <= $3)",
        ws,
        conversation.uuid(),
        at
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}
