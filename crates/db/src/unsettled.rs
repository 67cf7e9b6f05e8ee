//! Sends whose outcome is not known yet.

use domain::Time;
use domain::content::Content;
use domain::ids::{ChannelId, ContactId, MessageId};

use crate::{Error, Result, WorkspaceTx};

/// Ours to this contact since then whose outcome nobody knows yet, oldest first: whether it is on its way right now, and what it says.
pub async fn unsettled(
    tx: &mut WorkspaceTx,
    channel: ChannelId,
    contact: ContactId,
    since: Time,
) -> Result<Vec<(MessageId, bool, Content)>> {
    let ws = tx.ws();
    let rows = sqlx::query!(
        "SELECT m.id, m.delivery, m.content FROM app.conversation c JOIN app.message m ON m.workspace_id = $1 AND m.conversation_id = c.id
         WHERE c.workspace_id = $1 AND c.channel_id = $2 AND c.contact_id = $3 AND m.at >= $4 AND m.delivery IN ('sending', 'unknown') ORDER BY m.at, m.id",
        ws,
        channel.uuid(),
        contact.uuid(),
        since
    )
    .fetch_all(tx.conn())
    .await?;
    rows.into_iter()
        .map(|r| {
            let content = serde_json::from_value(r.content)
                .map_err(|e| Error::inconsistent("message", "content", r.id, e))?;
            Ok((
                r.id.into(),
                r.delivery.as_deref() == Some("sending"),
                content,
            ))
        })
        .collect()
}
