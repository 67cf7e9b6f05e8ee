//! What messages said before their senders changed them.

use domain::Time;
use domain::content::Content;
use domain::ids::MessageId;

use crate::{Error, Result, WorkspaceTx};

/// An earlier wording.
#[derive(Debug, Clone)]
pub struct Wording {
    /// What it said.
    pub content: Content,
    /// Since when.
    pub said_at: Time,
    /// Until when.
    pub replaced_at: Time,
}

/// Keeps the present words, if an edit of `at` is going to take their place.
pub(crate) async fn keep(tx: &mut WorkspaceTx, id: MessageId, at: Time) -> Result<()> {
    let ws = tx.ws();
    sqlx::query!(
        "INSERT INTO app.message_wording (workspace_id, id, message_id, content, said_at, replaced_at)
         SELECT workspace_id, $3, id, content, coalesce(edited_at, at), $4 FROM app.message
         WHERE workspace_id = $1 AND id = $2 AND deleted_at IS NULL AND (edited_at IS NULL OR edited_at <= $4)",
        ws,
        id.uuid(),
        uuid::Uuid::now_v7(),
        at
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// The sender took the message back: its earlier words go with it.
pub(crate) async fn forget(tx: &mut WorkspaceTx, id: MessageId) -> Result<()> {
    let ws = tx.ws();
    sqlx::query!(
        "DELETE FROM app.message_wording WHERE workspace_id = $1 AND message_id = $2",
        ws,
        id.uuid()
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// What a message said before, oldest first.
pub async fn wordings(tx: &mut WorkspaceTx, id: MessageId) -> Result<Vec<Wording>> {
    let ws = tx.ws();
    let rows = sqlx::query!(
        "SELECT content, said_at, replaced_at FROM app.message_wording WHERE workspace_id = $1 AND message_id = $2 ORDER BY replaced_at, id",
        ws,
        id.uuid()
    )
    .fetch_all(tx.conn())
    .await?;
    rows.into_iter()
        .map(|r| {
            Ok(Wording {
                content: serde_json::from_value(r.content)
                    .map_err(|e| Error::inconsistent("message_wording", "content", id, e))?,
                said_at: r.said_at,
                replaced_at: r.replaced_at,
            })
        })
        .collect()
}
