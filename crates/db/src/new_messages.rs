//! Messages entering a thread.

use domain::Time;
use domain::content::{Content, Context, Referral};
use domain::failure::ProviderError;
use domain::ids::{ChannelId, ConversationId, DraftId, MessageId};
use domain::outbound::Payload;
use domain::status::StatusSet;
use serde_json::Value;

use crate::messages::json;
use crate::{Result, WorkspaceTx};

/// A customer's message to be stored.
#[derive(Debug)]
pub struct NewInbound<'a> {
    /// Its id.
    pub id: MessageId,
    /// In which thread.
    pub conversation: ConversationId,
    /// On which channel.
    pub channel: ChannelId,
    /// What it says.
    pub content: &'a Content,
    /// How it relates to others.
    pub context: &'a Context,
    /// The advertisement that led here.
    pub referral: Option<&'a Referral>,
    /// Errors attached to it.
    pub errors: &'a [ProviderError],
    /// The provider's id.
    pub provider_id: &'a str,
    /// The provider's time.
    pub at: Time,
    /// When it reached us.
    pub received_at: Time,
    /// Whether it is simulated.
    pub simulated: bool,
}

/// Stores a customer's message, and answers under which id; `None` when it is already there. One that was told as the
/// past before is of the present from here on.
pub async fn insert_inbound(
    tx: &mut WorkspaceTx,
    new: &NewInbound<'_>,
) -> Result<Option<MessageId>> {
    let ws = tx.ws();
    let id = sqlx::query_scalar!(
        "INSERT INTO app.message AS m (workspace_id, id, conversation_id, channel_id, direction, kind, content, context, referral, errors, provider_id, at, received_at, simulated)
         VALUES ($1, $2, $3, $4, 'in', $5, $6, $7, $8, $9, $10, $11, $12, $13)
         ON CONFLICT (workspace_id, channel_id, direction, provider_id) WHERE provider_id IS NOT NULL DO UPDATE SET history = false,
           content = CASE WHEN m.edited_at IS NULL AND m.deleted_at IS NULL THEN excluded.content ELSE m.content END,
           kind = CASE WHEN m.edited_at IS NULL AND m.deleted_at IS NULL THEN excluded.kind ELSE m.kind END,
           context = excluded.context, referral = excluded.referral, errors = excluded.errors, at = excluded.at, received_at = excluded.received_at WHERE m.history RETURNING id",
        ws,
        new.id.uuid(),
        new.conversation.uuid(),
        new.channel.uuid(),
        new.content.kind(),
        json(new.content)?,
        json(new.context)?,
        new.referral.map(json).transpose()?,
        json(&new.errors)?,
        new.provider_id,
        new.at,
        new.received_at,
        new.simulated
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(id.map(MessageId::from))
}

/// One of ours to be queued.
#[derive(Debug)]
pub struct NewOutbound<'a> {
    /// Its id.
    pub id: MessageId,
    /// In which thread.
    pub conversation: ConversationId,
    /// On which channel.
    pub channel: ChannelId,
    /// What the customer will see.
    pub content: &'a Content,
    /// How it relates to others.
    pub context: &'a Context,
    /// What will be sent.
    pub payload: &'a Payload,
    /// Who wrote it.
    pub author: Value,
    /// The draft it came from.
    pub draft: Option<DraftId>,
    /// The template used.
    pub template: Option<Value>,
    /// When it was decided.
    pub at: Time,
    /// It leaves no sooner; until then it can be taken back.
    pub not_before: Option<Time>,
    /// Whether it is simulated.
    pub simulated: bool,
}

/// Queues one of ours.
pub async fn insert_outbound(tx: &mut WorkspaceTx, new: &NewOutbound<'_>) -> Result<()> {
    let ws = tx.ws();
    sqlx::query!(
        "INSERT INTO app.message (workspace_id, id, conversation_id, channel_id, direction, kind, content, context, payload, author, draft_id, template, at, received_at, delivery, simulated, not_before)
         VALUES ($1, $2, $3, $4, 'out', $5, $6, $7, $8, $9, $10, $11, $12, $12, 'queued', $13, $14)",
        ws,
        new.id.uuid(),
        new.conversation.uuid(),
        new.channel.uuid(),
        new.content.kind(),
        json(new.content)?,
        json(new.context)?,
        json(new.payload)?,
        new.author,
        new.draft.map(DraftId::uuid),
        new.template,
        new.at,
        new.simulated,
        new.not_before
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// One of the business's that was not sent from here, such as from the provider's own app.
#[derive(Debug)]
pub struct NewEcho<'a> {
    /// Its id.
    pub id: MessageId,
    /// In which thread.
    pub conversation: ConversationId,
    /// On which channel.
    pub channel: ChannelId,
    /// What it says.
    pub content: &'a Content,
    /// How it relates to others.
    pub context: &'a Context,
    /// Who wrote it, as far as that can be told.
    pub author: Value,
    /// The provider's id.
    pub provider_id: &'a str,
    /// Its first status.
    pub statuses: &'a StatusSet,
    /// The provider's time.
    pub at: Time,
    /// When it reached us.
    pub received_at: Time,
    /// Whether it is simulated.
    pub simulated: bool,
}

/// Stores it as sent, and answers under which id; `None` when it is already there. One that was told as the past before
/// is of the present from here on.
pub async fn insert_echo(tx: &mut WorkspaceTx, new: &NewEcho<'_>) -> Result<Option<MessageId>> {
    let ws = tx.ws();
    let id = sqlx::query_scalar!(
        "INSERT INTO app.message AS m (workspace_id, id, conversation_id, channel_id, direction, kind, content, context, author, provider_id, delivery, statuses, at, received_at, simulated)
         VALUES ($1, $2, $3, $4, 'out', $5, $6, $7, $8, $9, 'sent', $10, $11, $12, $13)
         ON CONFLICT (workspace_id, channel_id, direction, provider_id) WHERE provider_id IS NOT NULL DO UPDATE SET history = false,
           content = CASE WHEN m.edited_at IS NULL AND m.deleted_at IS NULL THEN excluded.content ELSE m.content END,
           kind = CASE WHEN m.edited_at IS NULL AND m.deleted_at IS NULL THEN excluded.kind ELSE m.kind END,
           context = excluded.context, author = excluded.author, at = excluded.at, received_at = excluded.received_at WHERE m.history RETURNING id",
        ws,
        new.id.uuid(),
        new.conversation.uuid(),
        new.channel.uuid(),
        new.content.kind(),
        json(new.content)?,
        json(new.context)?,
        new.author,
        new.provider_id,
        json(new.statuses)?,
        new.at,
        new.received_at,
        new.simulated
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(id.map(MessageId::from))
}

/// Something that happened to the thread itself: said by nobody, sent to nobody, shown between the messages.
#[derive(Debug)]
pub struct NewNotice<'a> {
    /// Its id.
    pub id: MessageId,
    /// In which thread.
    pub conversation: ConversationId,
    /// On which channel the thread is.
    pub channel: ChannelId,
    /// What happened.
    pub content: &'a Content,
    /// Who did it.
    pub author: Value,
    /// When.
    pub at: Time,
    /// Whether the channel is simulated.
    pub simulated: bool,
}

/// Puts a notice into its thread. It opens no window, counts as nothing unread, and does not move the list.
pub async fn insert_notice(tx: &mut WorkspaceTx, new: &NewNotice<'_>) -> Result<()> {
    let ws = tx.ws();
    sqlx::query!(
        "INSERT INTO app.message (workspace_id, id, conversation_id, channel_id, direction, kind, content, author, at, received_at, simulated)
         VALUES ($1, $2, $3, $4, 'in', $5, $6, $7, $8, $8, $9)",
        ws,
        new.id.uuid(),
        new.conversation.uuid(),
        new.channel.uuid(),
        new.content.kind(),
        json(new.content)?,
        new.author,
        new.at,
        new.simulated
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}
