//! Files of ours on their way to a customer: uploaded, attached to one message, handed to the provider.

use domain::Time;
use domain::ids::{ChannelId, MediaId, MessageId};

use crate::{Result, WorkspaceTx};

/// A file that a person or script brought.
#[derive(Debug, Clone)]
pub struct NewAttachment {
    /// Which.
    pub id: MediaId,
    /// Its type, by its own first bytes.
    pub mime_type: String,
    /// Its hash, lower-case hex.
    pub sha256: String,
    /// Its size in bytes.
    pub size: i64,
    /// The name it was given; a label, never a path.
    pub filename: Option<String>,
}

/// Where a file was handed to.
#[derive(Debug, Clone)]
pub struct Handed {
    /// For which number.
    pub channel: ChannelId,
    /// The provider's id.
    pub provider_id: String,
    /// When.
    pub at: Time,
}

/// Keeps a file whose bytes are stored.
pub async fn insert(tx: &mut WorkspaceTx, new: &NewAttachment, now: Time) -> Result<()> {
    let ws = tx.ws();
    sqlx::query!(
        "INSERT INTO app.media (workspace_id, id, state, mime_type, sha256, size, filename, created_at, outgoing) VALUES ($1, $2, 'stored', $3, $4, $5, $6, $7, true)",
        ws,
        new.id.uuid(),
        new.mime_type,
        new.sha256,
        new.size,
        new.filename,
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Gives a file to a message. False when another message has it, or it is gone.
pub async fn attach(tx: &mut WorkspaceTx, id: MediaId, message: MessageId) -> Result<bool> {
    let ws = tx.ws();
    let done = sqlx::query!(
        "UPDATE app.media SET message_id = $3 WHERE workspace_id = $1 AND id = $2 AND message_id IS NULL AND state = 'stored' AND outgoing",
        ws,
        id.uuid(),
        message.uuid()
    )
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Throws an upload away that no message has. False when one has it.
pub async fn discard(tx: &mut WorkspaceTx, id: MediaId) -> Result<bool> {
    let ws = tx.ws();
    let done = sqlx::query!(
        "UPDATE app.media SET state = 'erased', filename = NULL, sha256 = NULL WHERE workspace_id = $1 AND id = $2 AND message_id IS NULL AND state = 'stored' AND outgoing",
        ws,
        id.uuid()
    )
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected() == 1)
}

/// The provider took a file.
pub async fn handed(tx: &mut WorkspaceTx, id: MediaId, to: &Handed) -> Result<()> {
    let ws = tx.ws();
    sqlx::query!(
        "UPDATE app.media SET provider_id = $3, handed_channel_id = $4, handed_at = $5 WHERE workspace_id = $1 AND id = $2",
        ws,
        id.uuid(),
        to.provider_id,
        to.channel.uuid(),
        to.at
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Where a file was handed to last.
pub async fn last_handed(tx: &mut WorkspaceTx, id: MediaId) -> Result<Option<Handed>> {
    let ws = tx.ws();
    let row = sqlx::query!(
        "SELECT provider_id, handed_channel_id, handed_at FROM app.media WHERE workspace_id = $1 AND id = $2",
        ws,
        id.uuid()
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.and_then(|r| {
        Some(Handed {
            channel: r.handed_channel_id?.into(),
            provider_id: r.provider_id?,
            at: r.handed_at?,
        })
    }))
}
