//! Threads between one channel and one contact.

use domain::Time;
use domain::ids::{ChannelId, ContactId, ConversationId};
use domain::topic::Topic;

use crate::{Result, WorkspaceTx};

pub use crate::conversation_counts::{Counts, MOST, counts};
pub use crate::conversation_find::{Filter, Found, View, find};
pub use crate::conversation_list::{ListRow, rows};
pub use crate::conversation_state::{
    Care, Standing, lock_all, mark_unread, overslept, set, set_assignee,
};

pub use crate::conversation_touch::{Touch, customer_acted, reword, touch};

/// The newest open threads of a channel.
pub async fn open_on(
    tx: &mut WorkspaceTx,
    channel: ChannelId,
    limit: i64,
) -> Result<Vec<ConversationId>> {
    let ws = tx.ws();
    let rows = sqlx::query_scalar!(
        "SELECT id FROM app.conversation WHERE workspace_id = $1 AND channel_id = $2 AND state = 'open' AND merged_into IS NULL
         ORDER BY last_at DESC, id DESC LIMIT $3",
        ws,
        channel.uuid(),
        limit
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(ConversationId::from).collect())
}

/// A conversation's own row.
#[derive(Debug, Clone)]
pub struct Conversation {
    /// Which.
    pub id: ConversationId,
    /// On which channel.
    pub channel: ChannelId,
    /// With whom.
    pub contact: ContactId,
    /// What it is about, in public; `None` for the direct conversation.
    pub topic: Option<Topic>,
    /// The latest customer message, by the provider's clock.
    pub last_customer_at: Option<Time>,
    /// When the provider told us that its window is closed.
    pub window_closed_by_provider_at: Option<Time>,
    /// Whether a person holds the floor.
    pub human_has_floor: bool,
}

/// Finds or makes the thread and locks it: work on one conversation runs one at a time even across lanes.
pub async fn ensure(
    tx: &mut WorkspaceTx,
    channel: ChannelId,
    contact: ContactId,
    topic: Option<&Topic>,
    now: Time,
) -> Result<(Conversation, bool)> {
    let ws = tx.ws();
    let made = sqlx::query!(
        "INSERT INTO app.conversation (workspace_id, id, channel_id, contact_id, last_at, created_at, updated_at, topic_id, topic_kind)
         VALUES ($1, $2, $3, $4, $5, $5, $5, $6, $7)
         ON CONFLICT (workspace_id, channel_id, contact_id, topic_id) DO NOTHING",
        ws,
        ConversationId::new().uuid(),
        channel.uuid(),
        contact.uuid(),
        now,
        topic.map_or("", |t| t.id.as_str()),
        topic.and_then(|t| t.kind.as_deref())
    )
    .execute(tx.conn())
    .await?
    .rows_affected();
    let row = sqlx::query!(
        "SELECT id, last_customer_at, window_closed_by_provider_at, human_has_floor FROM app.conversation
         WHERE workspace_id = $1 AND channel_id = $2 AND contact_id = $3 AND topic_id = $4 FOR UPDATE",
        ws,
        channel.uuid(),
        contact.uuid(),
        topic.map_or("", |t| t.id.as_str())
    )
    .fetch_one(tx.conn())
    .await?;
    let conversation = Conversation {
        id: row.id.into(),
        channel,
        contact,
        topic: topic.cloned(),
        last_customer_at: row.last_customer_at,
        window_closed_by_provider_at: row.window_closed_by_provider_at,
        human_has_floor: row.human_has_floor,
    };
    Ok((conversation, made == 1))
}

/// A conversation, locked until the transaction ends.
pub async fn lock(tx: &mut WorkspaceTx, id: ConversationId) -> Result<Option<Conversation>> {
    let ws = tx.ws();
    let row = sqlx::query!(
        "SELECT channel_id, contact_id, topic_id, topic_kind, last_customer_at, window_closed_by_provider_at, human_has_floor FROM app.conversation
         WHERE workspace_id = $1 AND id = $2 AND merged_into IS NULL FOR UPDATE",
        ws,
        id.uuid()
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.map(|r| Conversation {
        id,
        channel: r.channel_id.into(),
        contact: r.contact_id.into(),
        topic: topic_of(r.topic_id, r.topic_kind),
        last_customer_at: r.last_customer_at,
        window_closed_by_provider_at: r.window_closed_by_provider_at,
        human_has_floor: r.human_has_floor,
    }))
}

pub(crate) fn topic_of(id: String, kind: Option<String>) -> Option<Topic> {
    (!id.is_empty()).then_some(Topic { id, kind })
}

/// Locks all threads of these contacts, in the order of their ids, and answers them.
pub async fn lock_of_contacts(
    tx: &mut WorkspaceTx,
    contacts: &[ContactId],
) -> Result<Vec<ConversationId>> {
    let ws = tx.ws();
    let contacts: Vec<uuid::Uuid> = contacts.iter().map(|id| id.uuid()).collect();
    let rows = sqlx::query_scalar!(
        "SELECT id FROM app.conversation WHERE workspace_id = $1 AND contact_id = ANY ($2) ORDER BY id FOR UPDATE",
        ws,
        &contacts
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(ConversationId::from).collect())
}

/// The provider said that its window is closed.
pub async fn close_window(tx: &mut WorkspaceTx, id: ConversationId, at: Time) -> Result<()> {
    let ws = tx.ws();
    sqlx::query!(
        "UPDATE app.conversation SET window_closed_by_provider_at = greatest(window_closed_by_provider_at, $3), updated_at = $3 WHERE workspace_id = $1 AND id = $2",
        ws,
        id.uuid(),
        at
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Gives the floor to people, or back to rules.
pub async fn set_floor(
    tx: &mut WorkspaceTx,
    id: ConversationId,
    human: bool,
    now: Time,
) -> Result<()> {
    let ws = tx.ws();
    sqlx::query!(
        "UPDATE app.conversation SET human_has_floor = $3, updated_at = $4 WHERE workspace_id = $1 AND id = $2",
        ws,
        id.uuid(),
        human,
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Marks everything inbound as read; answers the newest inbound message's provider id when something was unread.
pub async fn mark_read(
    tx: &mut WorkspaceTx,
    id: ConversationId,
    now: Time,
) -> Result<Option<String>> {
    let ws = tx.ws();
    let done = sqlx::query!(
        "UPDATE app.conversation SET unread = 0, updated_at = $3 WHERE workspace_id = $1 AND id = $2 AND unread > 0",
        ws,
        id.uuid(),
        now
    )
    .execute(tx.conn())
    .await?;
    if done.rows_affected() == 0 {
        return Ok(None);
    }
    let row = sqlx::query!(
        "SELECT provider_id FROM app.message WHERE workspace_id = $1 AND conversation_id = $2 AND direction = 'in' AND provider_id IS NOT NULL
           AND kind NOT IN ('reaction', 'system') ORDER BY at DESC, id DESC LIMIT 1",
        ws,
        id.uuid()
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.and_then(|r| r.provider_id))
}

/// Counts messages that failed and wait for somebody to look.
pub async fn count_failed(tx: &mut WorkspaceTx, id: ConversationId) -> Result<()> {
    let ws = tx.ws();
    sqlx::query!(
        "UPDATE app.conversation SET failed = (SELECT count(*) FROM app.message m
            WHERE m.workspace_id = $1 AND m.conversation_id = $2 AND m.delivery IN ('failed', 'unknown') AND NOT m.history)
         WHERE workspace_id = $1 AND id = $2",
        ws,
        id.uuid()
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Two contacts became one: their threads on the same channel become one too.
pub(crate) async fn follow_merge(
    tx: &mut WorkspaceTx,
    from: ContactId,
    into: ContactId,
    now: Time,
) -> Result<()> {
    let ws = tx.ws();
    let pairs = sqlx::query!(
        r#"SELECT f.id AS from_id, t.id AS "into_id?" FROM app.conversation f
           LEFT JOIN app.conversation t ON t.workspace_id = $1 AND t.channel_id = f.channel_id AND t.contact_id = $3
             AND t.topic_id = f.topic_id AND t.merged_into IS NULL
           WHERE f.workspace_id = $1 AND f.contact_id = $2 AND f.merged_into IS NULL"#,
        ws,
        from.uuid(),
        into.uuid()
    )
    .fetch_all(tx.conn())
    .await?;
    for pair in pairs {
        match pair.into_id {
            None => {
                sqlx::query!("UPDATE app.conversation SET contact_id = $3, updated_at = $4 WHERE workspace_id = $1 AND id = $2", ws, pair.from_id, into.uuid(), now)
                    .execute(tx.conn())
                    .await?;
            }
            Some(target) => join_threads(tx, pair.from_id, target, now).await?,
        }
    }
    Ok(())
}

pub(crate) async fn join_threads(
    tx: &mut WorkspaceTx,
    from: uuid::Uuid,
    into: uuid::Uuid,
    now: Time,
) -> Result<()> {
    let ws = tx.ws();
    sqlx::query!("UPDATE app.draft SET state = 'superseded', auto_send_at = NULL, updated_at = $3 WHERE workspace_id = $1 AND conversation_id = $2 AND state IN ('waiting', 'held', 'no_grounding')", ws, from, now)
        .execute(tx.conn())
        .await?;
    sqlx::query!("UPDATE app.draft SET conversation_id = $3 WHERE workspace_id = $1 AND conversation_id = $2", ws, from, into)
        .execute(tx.conn())
        .await?;
    sqlx::query!("UPDATE app.message SET conversation_id = $3 WHERE workspace_id = $1 AND conversation_id = $2", ws, from, into)
        .execute(tx.conn())
        .await?;
    sqlx::query!(
        "UPDATE app.note SET conversation_id = $3 WHERE workspace_id = $1 AND conversation_id = $2",
        ws,
        from,
        into
    )
    .execute(tx.conn())
    .await?;
    sqlx::query!(
        "INSERT INTO app.reaction (workspace_id, conversation_id, target, by, emoji, at)
         SELECT workspace_id, $3, target, by, emoji, at FROM app.reaction WHERE workspace_id = $1 AND conversation_id = $2 ON CONFLICT DO NOTHING",
        ws,
        from,
        into
    )
    .execute(tx.conn())
    .await?;
    sqlx::query!(
        "INSERT INTO app.conversation_label (workspace_id, conversation_id, label_id)
         SELECT workspace_id, $3, label_id FROM app.conversation_label WHERE workspace_id = $1 AND conversation_id = $2 ON CONFLICT DO NOTHING",
        ws,
        from,
        into
    )
    .execute(tx.conn())
    .await?;
    sqlx::query!(
        "UPDATE app.conversation t SET last_customer_at = greatest(t.last_customer_at, f.last_customer_at),
           window_closed_by_provider_at = greatest(t.window_closed_by_provider_at, f.window_closed_by_provider_at),
           human_has_floor = t.human_has_floor OR f.human_has_floor, unread = t.unread + f.unread, failed = t.failed + f.failed,
           last_message_id = CASE WHEN f.last_at > t.last_at THEN f.last_message_id ELSE t.last_message_id END,
           last_direction = CASE WHEN f.last_at > t.last_at THEN f.last_direction ELSE t.last_direction END,
           last_kind = CASE WHEN f.last_at > t.last_at THEN f.last_kind ELSE t.last_kind END,
           last_preview = CASE WHEN f.last_at > t.last_at THEN f.last_preview ELSE t.last_preview END,
           last_at = greatest(t.last_at, f.last_at), updated_at = $4, assignee = coalesce(t.assignee, f.assignee),
           assigned_at = coalesce(t.assigned_at, f.assigned_at),
           state = CASE WHEN f.state = 'open' THEN 'open' ELSE t.state END,
           snoozed_until = CASE WHEN f.state = 'open' THEN NULL ELSE t.snoozed_until END
         FROM app.conversation f WHERE t.workspace_id = $1 AND t.id = $3 AND f.workspace_id = $1 AND f.id = $2",
        ws,
        from,
        into,
        now
    )
    .execute(tx.conn())
    .await?;
    sqlx::query!("UPDATE app.conversation SET merged_into = $3, unread = 0, failed = 0, updated_at = $4 WHERE workspace_id = $1 AND id = $2", ws, from, into, now)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// A contact's threads.
pub async fn of_contact(tx: &mut WorkspaceTx, contact: ContactId) -> Result<Vec<ConversationId>> {
    let ws = tx.ws();
    let rows = sqlx::query_scalar!(
        "SELECT id FROM app.conversation WHERE workspace_id = $1 AND contact_id = $2 ORDER BY last_at DESC",
        ws,
        contact.uuid()
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(ConversationId::from).collect())
}

/// A conversation, without locking it: for showing, not for deciding.
pub async fn read(tx: &mut WorkspaceTx, id: ConversationId) -> Result<Option<Conversation>> {
    let ws = tx.ws();
    let row = sqlx::query!(
        "SELECT channel_id, contact_id, topic_id, topic_kind, last_customer_at, window_closed_by_provider_at, human_has_floor FROM app.conversation
         WHERE workspace_id = $1 AND id = $2 AND merged_into IS NULL",
        ws,
        id.uuid()
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.map(|r| Conversation {
        id,
        channel: r.channel_id.into(),
        contact: r.contact_id.into(),
        topic: topic_of(r.topic_id, r.topic_kind),
        last_customer_at: r.last_customer_at,
        window_closed_by_provider_at: r.window_closed_by_provider_at,
        human_has_floor: r.human_has_floor,
    }))
}
