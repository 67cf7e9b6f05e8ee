//! The list of conversations: its rows, its views, and how many each holds.

use domain::Time;
use domain::consent::Consent;
use domain::ids::{ChannelId, ContactId, ConversationId, DraftId};

use crate::{Error, Result, WorkspaceTx};

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
