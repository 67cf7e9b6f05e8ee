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
        "UPDATE app.contact SET name = coalesce($3, name), username = coalesce($4, username), wrote_first = wrote_first OR $5,
           name_from_app = name_from_app AND $3::text IS NULL
         WHERE workspace_id = $1 AND id = $2
           AND (name IS DISTINCT FROM coalesce($3, name) OR (name_from_app AND $3 IS NOT NULL) OR username IS DISTINCT FROM coalesce($4, username) OR ($5 AND NOT wrote_first))",
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

/// What the provider's app calls somebody in its address book, since this moment; `None` when it took them out. It is shown
/// where nothing else is known, and the newest word counts in whatever order they come.
pub async fn name_in_app(
    tx: &mut WorkspaceTx,
    id: ContactId,
    name: Option<&str>,
    at: Time,
) -> Result<bool> {
    let ws = tx.ws();
    let done = sqlx::query!(
        "UPDATE app.contact SET app_name = $3::text, app_name_at = $4,
           name = CASE WHEN name IS NULL OR name_from_app THEN $3 ELSE name END,
           name_from_app = $3::text IS NOT NULL AND (name IS NULL OR name_from_app)
         WHERE workspace_id = $1 AND id = $2
           AND (app_name_at IS NULL OR app_name_at < $4 OR (app_name_at = $4 AND app_name IS NOT NULL AND ($3::text IS NULL OR $3 > app_name)))",
        ws,
        id.uuid(),
        name,
        at
    )
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected() == 1)
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
