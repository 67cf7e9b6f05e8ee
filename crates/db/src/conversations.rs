//! Threads between one channel and one contact.

use domain::Time;
use domain::consent::Consent;
use domain::ids::{ChannelId, ContactId, ConversationId, DraftId, MessageId};
use serde_json::Value;

use crate::{Error, Result, WorkspaceTx};

/// A conversation's own row.
#[derive(Debug, Clone)]
pub struct Conversation {
    /// Which.
    pub id: ConversationId,
    /// On which channel.
    pub channel: ChannelId,
    /// With whom.
    pub contact: ContactId,
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
    now: Time,
) -> Result<(Conversation, bool)> {
    let ws = tx.ws();
    let made = sqlx::query!(
        "INSERT INTO app.conversation (workspace_id, id, channel_id, contact_id, last_at, created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $5, $5)
         ON CONFLICT (workspace_id, channel_id, contact_id) DO NOTHING",
        ws,
        ConversationId::new().uuid(),
        channel.uuid(),
        contact.uuid(),
        now
    )
    .execute(tx.conn())
    .await?
    .rows_affected();
    let row = sqlx::query!(
        "SELECT id, last_customer_at, window_closed_by_provider_at, human_has_floor FROM app.conversation
         WHERE workspace_id = $1 AND channel_id = $2 AND contact_id = $3 FOR UPDATE",
        ws,
        channel.uuid(),
        contact.uuid()
    )
    .fetch_one(tx.conn())
    .await?;
    let conversation = Conversation {
        id: row.id.into(),
        channel,
        contact,
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
        "SELECT channel_id, contact_id, last_customer_at, window_closed_by_provider_at, human_has_floor FROM app.conversation
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
        last_customer_at: r.last_customer_at,
        window_closed_by_provider_at: r.window_closed_by_provider_at,
        human_has_floor: r.human_has_floor,
    }))
}

/// What the list shows of the newest message.
#[derive(Debug, Clone)]
pub struct Touch<'a> {
    /// Which message.
    pub message: MessageId,
    /// Its time in the thread.
    pub at: Time,
    /// `in` or `out`.
    pub direction: &'static str,
    /// Its kind.
    pub kind: &'a str,
    /// Its first words.
    pub preview: &'a str,
    /// Whether it is a customer's own act.
    pub opens_window: bool,
}

/// Shows a new message in the list; an older one that arrived late does not replace a newer one.
pub async fn touch(
    tx: &mut WorkspaceTx,
    id: ConversationId,
    touch: &Touch<'_>,
    now: Time,
) -> Result<()> {
    let ws = tx.ws();
    let preview: String = touch.preview.chars().take(160).collect();
    sqlx::query!(
        "UPDATE app.conversation SET
           last_message_id = CASE WHEN last_message_id IS NULL OR $4 >= last_at THEN $3 ELSE last_message_id END,
           last_direction = CASE WHEN last_message_id IS NULL OR $4 >= last_at THEN $5 ELSE last_direction END,
           last_kind = CASE WHEN last_message_id IS NULL OR $4 >= last_at THEN $6 ELSE last_kind END,
           last_preview = CASE WHEN last_message_id IS NULL OR $4 >= last_at THEN $7 ELSE last_preview END,
           last_at = CASE WHEN last_message_id IS NULL THEN $4 ELSE greatest(last_at, $4) END,
           unread = unread + CASE WHEN $5 = 'in' THEN 1 ELSE 0 END,
           last_customer_at = CASE WHEN $8 THEN greatest(last_customer_at, $4) ELSE last_customer_at END,
           updated_at = $9
         WHERE workspace_id = $1 AND id = $2",
        ws,
        id.uuid(),
        touch.message.uuid(),
        touch.at,
        touch.direction,
        touch.kind,
        preview,
        touch.opens_window,
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(())
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
            WHERE m.workspace_id = $1 AND m.conversation_id = $2 AND m.delivery IN ('failed', 'unknown'))
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
           LEFT JOIN app.conversation t ON t.workspace_id = $1 AND t.channel_id = f.channel_id AND t.contact_id = $3 AND t.merged_into IS NULL
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

async fn join_threads(
    tx: &mut WorkspaceTx,
    from: uuid::Uuid,
    into: uuid::Uuid,
    now: Time,
) -> Result<()> {
    let ws = tx.ws();
    sqlx::query!("UPDATE app.draft SET state = 'superseded', updated_at = $3 WHERE workspace_id = $1 AND conversation_id = $2 AND state IN ('waiting', 'held', 'no_grounding')", ws, from, now)
        .execute(tx.conn())
        .await?;
    sqlx::query!("UPDATE app.draft SET conversation_id = $3 WHERE workspace_id = $1 AND conversation_id = $2", ws, from, into)
        .execute(tx.conn())
        .await?;
    sqlx::query!("UPDATE app.message SET conversation_id = $3 WHERE workspace_id = $1 AND conversation_id = $2", ws, from, into)
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
        "UPDATE app.conversation t SET last_customer_at = greatest(t.last_customer_at, f.last_customer_at),
           window_closed_by_provider_at = greatest(t.window_closed_by_provider_at, f.window_closed_by_provider_at),
           human_has_floor = t.human_has_floor OR f.human_has_floor, unread = t.unread + f.unread, failed = t.failed + f.failed,
           last_message_id = CASE WHEN f.last_at > t.last_at THEN f.last_message_id ELSE t.last_message_id END,
           last_direction = CASE WHEN f.last_at > t.last_at THEN f.last_direction ELSE t.last_direction END,
           last_kind = CASE WHEN f.last_at > t.last_at THEN f.last_kind ELSE t.last_kind END,
           last_preview = CASE WHEN f.last_at > t.last_at THEN f.last_preview ELSE t.last_preview END,
           last_at = greatest(t.last_at, f.last_at), updated_at = $4
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

/// A row of the list.
#[derive(Debug, Clone)]
pub struct ListRow {
    /// Which.
    pub id: ConversationId,
    /// With whom.
    pub contact: ContactId,
    /// Their name.
    pub contact_name: Option<String>,
    /// Their username.
    pub username: Option<String>,
    /// The last four digits of their phone.
    pub phone_tail: Option<String>,
    /// May they be written to.
    pub consent: Consent,
    /// On which channel.
    pub channel: ChannelId,
    /// Newest message's time.
    pub last_at: Time,
    /// Newest message: direction, kind, preview.
    pub last: Option<(String, String, String)>,
    /// The newest message's delivery state, when it is ours.
    pub last_delivery: Option<String>,
    /// Unread messages.
    pub unread: i32,
    /// Messages that failed or are unknown.
    pub failed: i32,
    /// Whether some outcome is unknown.
    pub unknown: bool,
    /// For the window.
    pub last_customer_at: Option<Time>,
    /// For the window.
    pub window_closed_by_provider_at: Option<Time>,
    /// Whether a person holds the floor.
    pub human_has_floor: bool,
    /// The open draft, with its state.
    pub draft: Option<(DraftId, String)>,
    /// Last change.
    pub updated_at: Time,
}

/// What the list shows.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// `all`, `unanswered`, `waiting`, `held`, `closing`, `failed`, `unread`.
    pub view: String,
    /// Words in a name or the newest message.
    pub words: Option<String>,
    /// Only this conversation.
    pub only: Option<ConversationId>,
    /// Rows after this place.
    pub after: Option<(Time, ConversationId)>,
    /// For `closing`: windows that began before this and after `open_since`.
    pub closing_before: Option<Time>,
    /// For `closing`: windows that are still open.
    pub open_since: Option<Time>,
}

/// A page of the list, newest first.
pub async fn list(tx: &mut WorkspaceTx, filter: &Filter, limit: i64) -> Result<Vec<ListRow>> {
    let ws = tx.ws();
    let (after_at, after_id) = filter
        .after
        .map_or((None, None), |(at, id)| (Some(at), Some(id.uuid())));
    let rows = sqlx::query!(
        r#"SELECT c.id, c.contact_id, c.channel_id, c.last_at, c.last_direction, c.last_kind, c.last_preview, c.unread, c.failed,
             c.last_customer_at, c.window_closed_by_provider_at, c.human_has_floor, c.updated_at,
             k.name, k.username, k.consent,
             (SELECT right(i.value, 4) FROM app.contact_identity i WHERE i.workspace_id = $1 AND i.contact_id = c.contact_id AND i.kind = 'phone' AND i.ended_at IS NULL LIMIT 1) AS phone_tail,
             m.delivery AS "last_delivery?",
             EXISTS (SELECT 1 FROM app.message u WHERE u.workspace_id = $1 AND u.conversation_id = c.id AND u.delivery = 'unknown' AND c.failed > 0) AS "unknown!",
             d.id AS "draft_id?", d.state AS "draft_state?"
           FROM app.conversation c
           JOIN app.contact k ON k.workspace_id = $1 AND k.id = c.contact_id
           LEFT JOIN app.message m ON m.workspace_id = $1 AND m.id = c.last_message_id
           LEFT JOIN app.draft d ON d.workspace_id = $1 AND d.conversation_id = c.id AND d.state IN ('waiting', 'held', 'no_grounding')
           WHERE c.workspace_id = $1 AND c.merged_into IS NULL
             AND ($2::uuid IS NULL OR c.id = $2)
             AND ($3::timestamptz IS NULL OR (c.last_at, c.id) < ($3, $4))
             AND ($5 = '' OR strpos(lower(coalesce(k.name, '') || ' ' || coalesce(k.username, '') || ' ' || coalesce(c.last_preview, '')), lower($5)) > 0
                  OR EXISTS (SELECT 1 FROM app.contact_identity i WHERE i.workspace_id = $1 AND i.contact_id = c.contact_id AND i.kind = 'phone' AND i.ended_at IS NULL AND strpos(i.value, $5) > 0))
             AND CASE $6
                   WHEN 'unanswered' THEN c.last_direction = 'in'
                   WHEN 'waiting' THEN d.state IN ('waiting', 'held')
                   WHEN 'held' THEN d.state IN ('held', 'no_grounding')
                   WHEN 'closing' THEN c.last_customer_at < $7 AND c.last_customer_at > $8
                   WHEN 'failed' THEN c.failed > 0
                   WHEN 'unread' THEN c.unread > 0
                   ELSE true END
           ORDER BY c.last_at DESC, c.id DESC LIMIT $9"#,
        ws,
        filter.only.map(ConversationId::uuid),
        after_at,
        after_id,
        filter.words.as_deref().unwrap_or(""),
        filter.view,
        filter.closing_before,
        filter.open_since,
        limit
    )
    .fetch_all(tx.conn())
    .await?;
    rows.into_iter()
        .map(|r| {
            Ok(ListRow {
                id: r.id.into(),
                contact: r.contact_id.into(),
                contact_name: r.name,
                username: r.username,
                phone_tail: r.phone_tail,
                consent: Consent::parse(&r.consent).ok_or_else(|| {
                    Error::inconsistent("contact", "consent", r.contact_id, &r.consent)
                })?,
                channel: r.channel_id.into(),
                last_at: r.last_at,
                last: match (r.last_direction, r.last_kind, r.last_preview) {
                    (Some(direction), Some(kind), Some(preview)) => {
                        Some((direction, kind, preview))
                    }
                    _ => None,
                },
                last_delivery: r.last_delivery,
                unread: r.unread,
                failed: r.failed,
                unknown: r.unknown,
                last_customer_at: r.last_customer_at,
                window_closed_by_provider_at: r.window_closed_by_provider_at,
                human_has_floor: r.human_has_floor,
                draft: r
                    .draft_id
                    .zip(r.draft_state)
                    .map(|(id, state)| (id.into(), state)),
                updated_at: r.updated_at,
            })
        })
        .collect()
}

/// How many conversations each view holds.
#[derive(Debug, Clone, Copy, Default)]
pub struct Counts {
    /// All.
    pub all: i64,
    /// The customer wrote last.
    pub unanswered: i64,
    /// A draft waits for a person.
    pub waiting: i64,
    /// A draft is held or has no grounding.
    pub held: i64,
    /// The window closes soon.
    pub closing: i64,
    /// Something failed.
    pub failed: i64,
    /// Something is unread.
    pub unread: i64,
}

/// Counts each view.
pub async fn counts(
    tx: &mut WorkspaceTx,
    closing_before: Time,
    open_since: Time,
) -> Result<Counts> {
    let ws = tx.ws();
    let row = sqlx::query!(
        r#"SELECT count(*) AS "all!", count(*) FILTER (WHERE c.last_direction = 'in') AS "unanswered!",
             count(*) FILTER (WHERE d.state IN ('waiting', 'held')) AS "waiting!",
             count(*) FILTER (WHERE d.state IN ('held', 'no_grounding')) AS "held!",
             count(*) FILTER (WHERE c.last_customer_at < $2 AND c.last_customer_at > $3) AS "closing!",
             count(*) FILTER (WHERE c.failed > 0) AS "failed!", count(*) FILTER (WHERE c.unread > 0) AS "unread!"
           FROM app.conversation c
           LEFT JOIN app.draft d ON d.workspace_id = $1 AND d.conversation_id = c.id AND d.state IN ('waiting', 'held', 'no_grounding')
           WHERE c.workspace_id = $1 AND c.merged_into IS NULL"#,
        ws,
        closing_before,
        open_since
    )
    .fetch_one(tx.conn())
    .await?;
    Ok(Counts {
        all: row.all,
        unanswered: row.unanswered,
        waiting: row.waiting,
        held: row.held,
        closing: row.closing,
        failed: row.failed,
        unread: row.unread,
    })
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

/// Empties threads of a person whose data is erased: words, files, names; the rows and their times stay.
pub async fn empty(
    tx: &mut WorkspaceTx,
    ids: &[ConversationId],
    now: Time,
) -> Result<Vec<uuid::Uuid>> {
    let ws = tx.ws();
    let ids: Vec<uuid::Uuid> = ids.iter().map(|id| id.uuid()).collect();
    let erased = serde_json::json!({ "type": "deleted" });
    sqlx::query!(
        "UPDATE app.message SET content = $3, context = '{}', referral = NULL, payload = NULL, template = NULL, errors = '[]', deleted_at = coalesce(deleted_at, $4)
         WHERE workspace_id = $1 AND conversation_id = ANY ($2)",
        ws,
        &ids,
        erased,
        now
    )
    .execute(tx.conn())
    .await?;
    sqlx::query!("UPDATE app.conversation SET last_preview = '', updated_at = $3 WHERE workspace_id = $1 AND id = ANY ($2)", ws, &ids, now)
        .execute(tx.conn())
        .await?;
    sqlx::query!(
        "UPDATE app.draft SET text = '', original_text = '', document = '{}', sources = '[]', verdict = '{}',
           state = CASE WHEN state IN ('waiting', 'held', 'no_grounding') THEN 'superseded' ELSE state END, updated_at = $3
         WHERE workspace_id = $1 AND conversation_id = ANY ($2)",
        ws,
        &ids,
        now
    )
    .execute(tx.conn())
    .await?;
    sqlx::query!("UPDATE app.reaction SET emoji = NULL WHERE workspace_id = $1 AND conversation_id = ANY ($2)", ws, &ids)
        .execute(tx.conn())
        .await?;
    let files = sqlx::query_scalar!(
        "UPDATE app.media SET state = 'erased', filename = NULL, sha256 = NULL FROM app.message m
         WHERE app.media.workspace_id = $1 AND m.workspace_id = $1 AND m.id = app.media.message_id AND m.conversation_id = ANY ($2) RETURNING app.media.id",
        ws,
        &ids
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(files)
}

/// Erases what the inbound events of a channel's person still hold: their payloads.
pub async fn empty_events(tx: &mut WorkspaceTx, provider_ids: &[String]) -> Result<u64> {
    let ws = tx.ws();
    let empty = Value::Null;
    let done = sqlx::query!(
        "UPDATE app.inbound_event SET event = $3 WHERE workspace_id = $1 AND event -> 'body' ->> 'provider_id' = ANY ($2)",
        ws,
        provider_ids,
        empty
    )
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected())
}

/// A conversation, without locking it: for showing, not for deciding.
pub async fn read(tx: &mut WorkspaceTx, id: ConversationId) -> Result<Option<Conversation>> {
    let ws = tx.ws();
    let row = sqlx::query!(
        "SELECT channel_id, contact_id, last_customer_at, window_closed_by_provider_at, human_has_floor FROM app.conversation
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
        last_customer_at: r.last_customer_at,
        window_closed_by_provider_at: r.window_closed_by_provider_at,
        human_has_floor: r.human_has_floor,
    }))
}

/// A customer acted without writing (a reaction): the window opens, the list stays.
pub async fn customer_acted(
    tx: &mut WorkspaceTx,
    id: ConversationId,
    at: Time,
    now: Time,
) -> Result<()> {
    let ws = tx.ws();
    sqlx::query!(
        "UPDATE app.conversation SET last_customer_at = greatest(last_customer_at, $3), updated_at = $4 WHERE workspace_id = $1 AND id = $2",
        ws,
        id.uuid(),
        at,
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// The provider's ids of all messages of these threads.
pub async fn provider_ids(tx: &mut WorkspaceTx, ids: &[ConversationId]) -> Result<Vec<String>> {
    let ws = tx.ws();
    let ids: Vec<uuid::Uuid> = ids.iter().map(|id| id.uuid()).collect();
    Ok(sqlx::query_scalar!(
        r#"SELECT provider_id AS "id!" FROM app.message WHERE workspace_id = $1 AND conversation_id = ANY ($2) AND provider_id IS NOT NULL"#,
        ws,
        &ids
    )
    .fetch_all(tx.conn())
    .await?)
}
