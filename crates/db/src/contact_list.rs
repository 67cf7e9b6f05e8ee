//! What the contact book shows of contacts.

use domain::Time;
use domain::consent::Consent;
use domain::ids::{ContactId, ConversationId, LabelId};

use crate::{Error, Result, WorkspaceTx};

/// A row of the contact book.
#[derive(Debug, Clone)]
pub struct ListRow {
    /// Which.
    pub id: ContactId,
    /// The name they show.
    pub name: Option<String>,
    /// A display name; never a key.
    pub username: Option<String>,
    /// The last four digits of their phone.
    pub phone_tail: Option<String>,
    /// May they be written to.
    pub consent: Consent,
    /// Did they stop marketing only.
    pub marketing_stopped: bool,
    /// When first seen.
    pub created_at: Time,
    /// The thread with the newest message, and when that was.
    pub last: Option<(ConversationId, Time)>,
    /// What they are labelled with.
    pub labels: Vec<LabelId>,
}

/// What is shown of these contacts, in this order.
pub async fn rows(tx: &mut WorkspaceTx, ids: &[ContactId]) -> Result<Vec<ListRow>> {
    let ws = tx.ws();
    let ids: Vec<uuid::Uuid> = ids.iter().map(|id| id.uuid()).collect();
    // The threads of a contact are looked for channel by channel: that is what their key begins with.
    let rows = sqlx::query!(
        r#"SELECT c.id, c.name, c.username, c.consent, c.marketing_stopped, c.created_at,
             (SELECT right(i.value, 4) FROM app.contact_identity i WHERE i.workspace_id = $1 AND i.contact_id = c.id AND i.kind = 'phone' AND i.ended_at IS NULL LIMIT 1) AS phone_tail,
             ARRAY(SELECT l.label_id FROM app.contact_label l WHERE l.workspace_id = $1 AND l.contact_id = c.id) AS "labels!: Vec<uuid::Uuid>",
             t.id AS "thread?", t.last_at AS "last_at?"
           FROM unnest($2::uuid[]) WITH ORDINALITY AS o (id, n)
           JOIN app.contact c ON c.workspace_id = $1 AND c.id = o.id
           LEFT JOIN LATERAL (
             SELECT v.id, v.last_at FROM app.channel h JOIN app.conversation v ON v.workspace_id = $1 AND v.channel_id = h.id AND v.contact_id = c.id
             WHERE h.workspace_id = $1 AND v.merged_into IS NULL AND v.last_message_id IS NOT NULL ORDER BY v.last_at DESC, v.id DESC LIMIT 1) t ON true
           ORDER BY o.n"#,
        ws,
        &ids
    )
    .fetch_all(tx.conn())
    .await?;
    rows.into_iter()
        .map(|r| {
            Ok(ListRow {
                id: r.id.into(),
                name: r.name,
                username: r.username,
                phone_tail: r.phone_tail,
                consent: Consent::parse(&r.consent)
                    .ok_or_else(|| Error::inconsistent("contact", "consent", r.id, &r.consent))?,
                marketing_stopped: r.marketing_stopped,
                created_at: r.created_at,
                last: r.thread.map(ConversationId::from).zip(r.last_at),
                labels: r.labels.into_iter().map(LabelId::from).collect(),
            })
        })
        .collect()
}
