//! What is remembered of a contact beside its identities.

use domain::Time;
use domain::ids::{ContactId, ConversationId};

use crate::{Result, WorkspaceTx};

/// What somebody shows of themselves.
#[derive(Debug, Clone, Copy, Default)]
pub struct Shown<'a> {
    /// Their name.
    pub name: Option<&'a str>,
    /// Their username.
    pub username: Option<&'a str>,
    /// Whether they wrote to us.
    pub wrote: bool,
}

/// Takes down what a contact shows of itself now; what it does not show stays. Its thread is locked before it.
pub async fn show(tx: &mut WorkspaceTx, id: ContactId, shown: &Shown<'_>) -> Result<()> {
    let ws = tx.ws();
    sqlx::query!(
        "UPDATE app.contact SET name = coalesce($3, name), username = coalesce($4, username), wrote_first = wrote_first OR $5
         WHERE workspace_id = $1 AND id = $2
           AND (name IS DISTINCT FROM coalesce($3, name) OR username IS DISTINCT FROM coalesce($4, username) OR ($5 AND NOT wrote_first))",
        ws,
        id.uuid(),
        shown.name,
        shown.username,
        shown.wrote
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// The name and username alone.
pub async fn describe(
    tx: &mut WorkspaceTx,
    id: ContactId,
    name: Option<&str>,
    username: Option<&str>,
) -> Result<()> {
    let shown = Shown {
        name,
        username,
        wrote: false,
    };
    show(tx, id, &shown).await
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
