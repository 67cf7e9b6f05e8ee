//! Messages from before a number was connected here.

use domain::Time;
use domain::content::{Content, Context};
use domain::ids::{ChannelId, ConversationId, MessageId};
use domain::status::{DeliveryStatus, StatusSet};
use serde_json::Value;

use crate::messages::json;
use crate::{Result, WorkspaceTx};

/// A message from before.
#[derive(Debug)]
pub struct NewPast<'a> {
    /// Its id.
    pub id: MessageId,
    /// In which thread.
    pub conversation: ConversationId,
    /// On which channel.
    pub channel: ChannelId,
    /// Whether the business wrote it.
    pub outbound: bool,
    /// What it says.
    pub content: &'a Content,
    /// How it relates to others.
    pub context: &'a Context,
    /// Who wrote it, when the business did.
    pub author: Option<Value>,
    /// The provider's id.
    pub provider_id: &'a str,
    /// How far it had come.
    pub statuses: &'a StatusSet,
    /// The provider's time.
    pub at: Time,
    /// When it reached us.
    pub received_at: Time,
    /// Whether it is simulated.
    pub simulated: bool,
}

/// Stores it, and answers under which id; `None` when it is already there. A file takes the place that was told before it.
pub async fn insert_past(tx: &mut WorkspaceTx, new: &NewPast<'_>) -> Result<Option<MessageId>> {
    let ws = tx.ws();
    let delivery = new.outbound.then(|| {
        let shown = new.statuses.shown().unwrap_or(DeliveryStatus::Sent);
        shown.as_str()
    });
    let id = sqlx::query_scalar!(
        "INSERT INTO app.message AS m (workspace_id, id, conversation_id, channel_id, direction, kind, content, context, author, provider_id, delivery, statuses, at, received_at, simulated, history)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, true)
         ON CONFLICT (workspace_id, channel_id, direction, provider_id) WHERE provider_id IS NOT NULL DO UPDATE SET content = excluded.content, kind = excluded.kind
           WHERE m.kind = 'unsupported' AND m.content ->> 'kind' = 'media_placeholder' AND excluded.kind <> 'unsupported' RETURNING id",
        ws,
        new.id.uuid(),
        new.conversation.uuid(),
        new.channel.uuid(),
        if new.outbound { "out" } else { "in" },
        new.content.kind(),
        json(new.content)?,
        json(new.context)?,
        new.author,
        new.provider_id,
        delivery,
        json(new.statuses)?,
        new.at,
        new.received_at,
        new.simulated
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(id.map(MessageId::from))
}

/// Whether a thread holds nothing but what is from before.
pub async fn only_past(tx: &mut WorkspaceTx, thread: ConversationId) -> Result<bool> {
    let ws = tx.ws();
    Ok(sqlx::query_scalar!(
        r#"SELECT NOT EXISTS (SELECT 1 FROM app.message WHERE workspace_id = $1 AND conversation_id = $2 AND NOT history) AS "only!""#,
        ws,
        thread.uuid()
    )
    .fetch_one(tx.conn())
    .await?)
}
