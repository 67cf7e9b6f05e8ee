//! What the list shows of conversations.

use domain::Time;
use domain::consent::Consent;
use domain::ids::{ChannelId, ContactId, ConversationId, DraftId, LabelId, PersonId};
use domain::topic::Topic;

use crate::conversation_find::Found;
use crate::conversation_state::Standing;
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
    /// What it is about, in public; `None` for the direct conversation.
    pub topic: Option<Topic>,
    /// Its place in the list it was found for.
    pub place: Time,
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
    /// Open, asleep or done.
    pub standing: Standing,
    /// Who takes care of it.
    pub assignee: Option<PersonId>,
    /// What it is labelled with.
    pub labels: Vec<LabelId>,
    /// The open draft, with its state and when a rule lets it go.
    pub draft: Option<(DraftId, String, Option<Time>)>,
    /// Whether a note names who asks, and they have not read it.
    pub mentioned: bool,
    /// Last change.
    pub updated_at: Time,
}

/// What the list shows of these conversations, in this order.
pub async fn rows(tx: &mut WorkspaceTx, found: &[Found]) -> Result<Vec<ListRow>> {
    let ws = tx.ws();
    let me = tx.actor().person();
    let ids: Vec<uuid::Uuid> = found.iter().map(|(id, _)| id.uuid()).collect();
    let rows = sqlx::query!(
        r#"SELECT c.id, c.contact_id, c.channel_id, c.last_at, c.last_direction, c.last_kind, c.last_preview, c.unread, c.failed,
             c.last_customer_at, c.window_closed_by_provider_at, c.human_has_floor, c.updated_at, c.topic_id, c.topic_kind,
             c.state, c.snoozed_until, c.assignee,
             k.name, k.username, k.consent,
             (SELECT right(i.value, 4) FROM app.contact_identity i WHERE i.workspace_id = $1 AND i.contact_id = c.contact_id AND i.kind = 'phone' AND i.ended_at IS NULL LIMIT 1) AS phone_tail,
             m.delivery AS "last_delivery?",
             EXISTS (SELECT 1 FROM app.message u WHERE u.workspace_id = $1 AND u.conversation_id = c.id AND u.delivery = 'unknown' AND c.failed > 0) AS "unknown!",
             ARRAY(SELECT l.label_id FROM app.conversation_label l WHERE l.workspace_id = $1 AND l.conversation_id = c.id) AS "labels!: Vec<uuid::Uuid>",
             EXISTS (SELECT 1 FROM app.note_mention x JOIN app.note n ON n.workspace_id = $1 AND n.id = x.note_id
               WHERE x.workspace_id = $1 AND x.person_id = $3 AND x.read_at IS NULL AND n.conversation_id = c.id) AS "mentioned!",
             d.id AS "draft_id?", d.state AS "draft_state?", d.auto_send_at AS "draft_goes_at?"
           FROM unnest($2::uuid[]) WITH ORDINALITY AS o (id, n)
           JOIN app.conversation c ON c.workspace_id = $1 AND c.id = o.id
           JOIN app.contact k ON k.workspace_id = $1 AND k.id = c.contact_id
           LEFT JOIN app.message m ON m.workspace_id = $1 AND m.id = c.last_message_id
           LEFT JOIN app.draft d ON d.workspace_id = $1 AND d.conversation_id = c.id AND d.state IN ('waiting', 'held', 'no_grounding')
           WHERE c.merged_into IS NULL ORDER BY o.n"#,
        ws,
        &ids,
        me.map(PersonId::uuid)
    )
    .fetch_all(tx.conn())
    .await?;
    let places: std::collections::HashMap<ConversationId, Time> = found.iter().copied().collect();
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
                topic: crate::conversations::topic_of(r.topic_id, r.topic_kind),
                place: places.get(&r.id.into()).copied().unwrap_or(r.last_at),
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
                standing: Standing::read(r.id, &r.state, r.snoozed_until)?,
                assignee: r.assignee.map(PersonId::from),
                labels: r.labels.into_iter().map(LabelId::from).collect(),
                draft: r
                    .draft_id
                    .zip(r.draft_state)
                    .map(|(id, state)| (id.into(), state, r.draft_goes_at)),
                mentioned: r.mentioned,
                updated_at: r.updated_at,
            })
        })
        .collect()
}
