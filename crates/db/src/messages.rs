//! Messages, inbound and outbound, in one thread order: the provider's time, then arrival.

use domain::Time;
use domain::content::{Content, Context, Referral};
use domain::failure::ProviderError;
use domain::ids::{ChannelId, ConversationId, DraftId, MessageId};
use domain::outbound::Payload;
use domain::status::StatusSet;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::{Error, Result, WorkspaceTx};

pub use crate::new_messages::{
    NewEcho, NewInbound, NewNotice, NewOutbound, insert_echo, insert_inbound, insert_notice,
    insert_outbound,
};

pub use crate::message_parts::{
    PrivateWords, answered_in_private, direct_with, parts, private_answers,
};

pub use crate::past_messages::{NewPast, insert_past, only_past};

pub use crate::reactions::{Reaction, react, reactions};

pub use crate::wordings::{Wording, wordings};

/// A message.
#[derive(Debug, Clone)]
pub struct Message {
    /// Which.
    pub id: MessageId,
    /// In which thread.
    pub conversation: ConversationId,
    /// On which channel.
    pub channel: ChannelId,
    /// `true` for ours.
    pub outbound: bool,
    /// What it says.
    pub content: Content,
    /// How it relates to others.
    pub context: Context,
    /// The advertisement that led here.
    pub referral: Option<Referral>,
    /// Errors the provider attached to it.
    pub errors: Vec<ProviderError>,
    /// The provider's id, once known.
    pub provider_id: Option<String>,
    /// Its time in the thread.
    pub at: Time,
    /// When it reached us, or was made.
    pub received_at: Time,
    /// When the sender changed it.
    pub edited_at: Option<Time>,
    /// When the sender took it back.
    pub deleted_at: Option<Time>,
    /// Who wrote ours: `{kind, name, approved_by}`.
    pub author: Option<Value>,
    /// The draft it came from.
    pub draft: Option<DraftId>,
    /// What is sent, for ours.
    pub payload: Option<Payload>,
    /// Where ours stands.
    pub delivery: Option<String>,
    /// All statuses known of ours.
    pub statuses: StatusSet,
    /// Why ours failed: `{code, class, title, …}`.
    pub failure: Option<Value>,
    /// What it cost, as the provider put it.
    pub pricing: Option<Value>,
    /// The template used: `{name, language, id, values}`; values say where each comes from, not what it is.
    pub template: Option<Value>,
    /// Whether it is simulated.
    pub simulated: bool,
    /// Until then ours can be taken back; it leaves no sooner.
    pub not_before: Option<Time>,
    /// Whether it is from before its number was connected here: shown, and nothing follows from it.
    pub history: bool,
}

impl Message {
    /// Whether it counts among those that wait for somebody to look (`conversations::count_failed`).
    #[must_use]
    pub fn is_failing(&self) -> bool {
        !self.history && matches!(self.delivery.as_deref(), Some("failed" | "unknown"))
    }
}

pub(crate) fn json<T: serde::Serialize>(value: &T) -> Result<Value> {
    serde_json::to_value(value).map_err(|e| Error::inconsistent("message", "content", "new", e))
}

struct Row {
    id: uuid::Uuid,
    conversation_id: uuid::Uuid,
    channel_id: uuid::Uuid,
    direction: String,
    content: Value,
    context: Value,
    referral: Option<Value>,
    errors: Value,
    provider_id: Option<String>,
    at: Time,
    received_at: Time,
    edited_at: Option<Time>,
    deleted_at: Option<Time>,
    author: Option<Value>,
    draft_id: Option<uuid::Uuid>,
    payload: Option<Value>,
    delivery: Option<String>,
    statuses: Value,
    failure: Option<Value>,
    pricing: Option<Value>,
    template: Option<Value>,
    simulated: bool,
    not_before: Option<Time>,
    history: bool,
}

impl Row {
    fn read(self) -> Result<Message> {
        let id = self.id;
        Ok(Message {
            id: id.into(),
            conversation: self.conversation_id.into(),
            channel: self.channel_id.into(),
            outbound: self.direction == "out",
            content: parse(id, "content", self.content)?,
            context: parse(id, "context", self.context)?,
            referral: self
                .referral
                .map(|v| parse(id, "referral", v))
                .transpose()?,
            errors: parse(id, "errors", self.errors)?,
            provider_id: self.provider_id,
            at: self.at,
            received_at: self.received_at,
            edited_at: self.edited_at,
            deleted_at: self.deleted_at,
            author: self.author,
            draft: self.draft_id.map(DraftId::from),
            payload: self.payload.map(|v| parse(id, "payload", v)).transpose()?,
            delivery: self.delivery,
            statuses: parse(id, "statuses", self.statuses)?,
            failure: self.failure,
            pricing: self.pricing,
            template: self.template,
            simulated: self.simulated,
            not_before: self.not_before,
            history: self.history,
        })
    }
}

fn parse<T: DeserializeOwned>(id: uuid::Uuid, column: &'static str, value: Value) -> Result<T> {
    serde_json::from_value(value).map_err(|e| Error::inconsistent("message", column, id, e))
}

/// A message by id.
pub async fn get(tx: &mut WorkspaceTx, id: MessageId) -> Result<Option<Message>> {
    let ws = tx.ws();
    sqlx::query_as!(
        Row,
        "SELECT id, conversation_id, channel_id, direction, content, context, referral, errors, provider_id, at, received_at, edited_at, deleted_at,
           author, draft_id, payload, delivery, statuses, failure, pricing, template, simulated, not_before, history
         FROM app.message WHERE workspace_id = $1 AND id = $2",
        ws,
        id.uuid()
    )
    .fetch_optional(tx.conn())
    .await?
    .map(Row::read)
    .transpose()
}

/// In which thread a message is, and on which channel.
pub async fn place_of(
    tx: &mut WorkspaceTx,
    id: MessageId,
) -> Result<Option<(ConversationId, ChannelId)>> {
    let ws = tx.ws();
    let row = sqlx::query!(
        "SELECT conversation_id, channel_id FROM app.message WHERE workspace_id = $1 AND id = $2",
        ws,
        id.uuid()
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.map(|r| (r.conversation_id.into(), r.channel_id.into())))
}

/// A message, locked until the transaction ends. Its thread is locked before it.
pub async fn lock(tx: &mut WorkspaceTx, id: MessageId) -> Result<Option<Message>> {
    let ws = tx.ws();
    sqlx::query_as!(
        Row,
        "SELECT id, conversation_id, channel_id, direction, content, context, referral, errors, provider_id, at, received_at, edited_at, deleted_at,
           author, draft_id, payload, delivery, statuses, failure, pricing, template, simulated, not_before, history
         FROM app.message WHERE workspace_id = $1 AND id = $2 FOR UPDATE",
        ws,
        id.uuid()
    )
    .fetch_optional(tx.conn())
    .await?
    .map(Row::read)
    .transpose()
}

/// A message by the provider's id.
pub async fn by_provider_id(
    tx: &mut WorkspaceTx,
    channel: ChannelId,
    outbound: bool,
    provider_id: &str,
) -> Result<Option<Message>> {
    let ws = tx.ws();
    sqlx::query_as!(
        Row,
        "SELECT id, conversation_id, channel_id, direction, content, context, referral, errors, provider_id, at, received_at, edited_at, deleted_at,
           author, draft_id, payload, delivery, statuses, failure, pricing, template, simulated, not_before, history
         FROM app.message WHERE workspace_id = $1 AND channel_id = $2 AND direction = $3 AND provider_id = $4",
        ws,
        channel.uuid(),
        if outbound { "out" } else { "in" },
        provider_id
    )
    .fetch_optional(tx.conn())
    .await?
    .map(Row::read)
    .transpose()
}

/// Several messages by the provider's ids, either direction: for quotes.
pub async fn by_provider_ids(
    tx: &mut WorkspaceTx,
    conversation: ConversationId,
    provider_ids: &[String],
) -> Result<Vec<Message>> {
    let ws = tx.ws();
    sqlx::query_as!(
        Row,
        "SELECT id, conversation_id, channel_id, direction, content, context, referral, errors, provider_id, at, received_at, edited_at, deleted_at,
           author, draft_id, payload, delivery, statuses, failure, pricing, template, simulated, not_before, history
         FROM app.message WHERE workspace_id = $1 AND conversation_id = $2 AND provider_id = ANY ($3)",
        ws,
        conversation.uuid(),
        provider_ids
    )
    .fetch_all(tx.conn())
    .await?
    .into_iter()
    .map(Row::read)
    .collect()
}

/// A place in a thread.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Thread time.
    pub at: Time,
    /// Tie-break.
    pub id: MessageId,
}

/// Messages before a place, newest first.
pub async fn before(
    tx: &mut WorkspaceTx,
    conversation: ConversationId,
    place: Option<Place>,
    limit: i64,
) -> Result<Vec<Message>> {
    let ws = tx.ws();
    let (at, id) = place.map_or((None, None), |p| (Some(p.at), Some(p.id.uuid())));
    sqlx::query_as!(
        Row,
        "SELECT id, conversation_id, channel_id, direction, content, context, referral, errors, provider_id, at, received_at, edited_at, deleted_at,
           author, draft_id, payload, delivery, statuses, failure, pricing, template, simulated, not_before, history
         FROM app.message WHERE workspace_id = $1 AND conversation_id = $2 AND kind <> 'reaction' AND ($3::timestamptz IS NULL OR (at, id) < ($3, $4))
         ORDER BY at DESC, id DESC LIMIT $5",
        ws,
        conversation.uuid(),
        at,
        id,
        limit
    )
    .fetch_all(tx.conn())
    .await?
    .into_iter()
    .map(Row::read)
    .collect()
}

/// Messages after a place, oldest first.
pub async fn after(
    tx: &mut WorkspaceTx,
    conversation: ConversationId,
    place: Place,
    limit: i64,
) -> Result<Vec<Message>> {
    let ws = tx.ws();
    sqlx::query_as!(
        Row,
        "SELECT id, conversation_id, channel_id, direction, content, context, referral, errors, provider_id, at, received_at, edited_at, deleted_at,
           author, draft_id, payload, delivery, statuses, failure, pricing, template, simulated, not_before, history
         FROM app.message WHERE workspace_id = $1 AND conversation_id = $2 AND kind <> 'reaction' AND (at, id) > ($3, $4)
         ORDER BY at, id LIMIT $5",
        ws,
        conversation.uuid(),
        place.at,
        place.id.uuid(),
        limit
    )
    .fetch_all(tx.conn())
    .await?
    .into_iter()
    .map(Row::read)
    .collect()
}

/// Changes what a message says, keeping when and what it said before. False when it was changed later than `at`, or taken
/// back.
pub async fn edit(
    tx: &mut WorkspaceTx,
    id: MessageId,
    content: &Content,
    at: Time,
) -> Result<bool> {
    crate::wordings::keep(tx, id, at).await?;
    let ws = tx.ws();
    let done = sqlx::query!(
        "UPDATE app.message SET content = $3, kind = $4, edited_at = $5 WHERE workspace_id = $1 AND id = $2 AND deleted_at IS NULL AND (edited_at IS NULL OR edited_at <= $5)",
        ws,
        id.uuid(),
        json(content)?,
        content.kind(),
        at
    )
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected() == 1)
}

/// The sender took a message back: its words go.
pub async fn revoke(tx: &mut WorkspaceTx, id: MessageId, at: Time) -> Result<()> {
    crate::wordings::forget(tx, id).await?;
    let ws = tx.ws();
    sqlx::query!(
        "UPDATE app.message SET content = $3, kind = 'deleted', deleted_at = $4 WHERE workspace_id = $1 AND id = $2 AND deleted_at IS NULL",
        ws,
        id.uuid(),
        json(&Content::Deleted)?,
        at
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// The customer's latest words in a thread, oldest first: what a draft looks at.
pub async fn recent_words(
    tx: &mut WorkspaceTx,
    conversation: ConversationId,
    limit: i64,
) -> Result<Vec<Message>> {
    let mut newest = before(tx, conversation, None, limit).await?;
    newest.reverse();
    Ok(newest)
}

/// The newest message of the customer that could be answered.
pub async fn latest_inbound(
    tx: &mut WorkspaceTx,
    conversation: ConversationId,
) -> Result<Option<Message>> {
    let ws = tx.ws();
    sqlx::query_as!(
        Row,
        "SELECT id, conversation_id, channel_id, direction, content, context, referral, errors, provider_id, at, received_at, edited_at, deleted_at,
           author, draft_id, payload, delivery, statuses, failure, pricing, template, simulated, not_before, history
         FROM app.message WHERE workspace_id = $1 AND conversation_id = $2 AND direction = 'in' AND kind NOT IN ('reaction', 'system', 'welcome', 'deleted', 'unsupported')
         ORDER BY at DESC, id DESC LIMIT 1",
        ws,
        conversation.uuid()
    )
    .fetch_optional(tx.conn())
    .await?
    .map(Row::read)
    .transpose()
}
