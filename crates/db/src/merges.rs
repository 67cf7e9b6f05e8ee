//! Two contacts become one because a person says so, and can be put back for a while.
//!
//! What stood before is kept beside what the merge made. Undoing puts back what is still as the merge made it; what
//! happened since stays with the contact that was kept.

use domain::Time;
use domain::consent::Consent;
use domain::ids::{ContactId, MergeId};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use crate::{Result, WorkspaceTx};

pub use crate::merge_list::{get, of_contact, said_since};
pub use crate::merge_make::{NewMerge, merge};
pub use crate::merge_undo::undo;

/// What may be sent to somebody, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reach {
    /// May they be written to.
    pub consent: Consent,
    /// Did they ever write.
    pub wrote_first: bool,
    /// Did they stop marketing only.
    pub marketing_stopped: bool,
}

impl Reach {
    /// What allows no more than either of two.
    #[must_use]
    pub const fn stricter(self, other: Self) -> Self {
        Self {
            consent: self.consent.stricter(other.consent),
            wrote_first: self.wrote_first && other.wrote_first,
            marketing_stopped: self.marketing_stopped || other.marketing_stopped,
        }
    }
}

/// A merge that a person made.
#[derive(Debug, Clone)]
pub struct Merge {
    /// Which.
    pub id: MergeId,
    /// The contact that was kept.
    pub kept: ContactId,
    /// The contact that went into it.
    pub merged: ContactId,
    /// The name of the latter, as it was then.
    pub merged_name: Option<String>,
    /// How both could be reached before: kept, merged. None when one of them was erased since.
    pub before: Option<(Reach, Reach)>,
    /// Who did it: `{kind, name}`.
    pub author: Value,
    /// When.
    pub at: Time,
    /// Until when it can be undone.
    pub undo_until: Time,
    /// When it was.
    pub undone_at: Option<Time>,
}

/// What would move.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Weight {
    /// Threads that become part of a thread of the kept contact on the same channel.
    pub joined: i64,
    /// Threads that only change their contact.
    pub moved: i64,
    /// Messages in the threads that become part of another.
    pub messages: i64,
    /// Notes beside those.
    pub notes: i64,
    /// Drafts that wait there; they are put aside.
    pub drafts: i64,
    /// Numbers and ids that become earlier ones, because the kept contact has its own.
    pub earlier: Vec<String>,
    /// Labels that come along.
    pub labels: i64,
    /// Attributes that come along.
    pub attributes: i64,
}

/// Locks both in the order everybody keeps: what they are known by, their threads, themselves. False when they came to
/// be known by something else meanwhile: look again.
pub async fn hold(tx: &mut WorkspaceTx, contacts: [ContactId; 2]) -> Result<bool> {
    let ids = contacts.map(ContactId::uuid);
    let before = known_by(tx, &ids).await?;
    crate::identities::hold_all_of(tx, &ids).await?;
    crate::conversations::lock_of_contacts(tx, &contacts).await?;
    let ws = tx.ws();
    sqlx::query!(
        "SELECT id FROM app.contact WHERE workspace_id = $1 AND id = ANY ($2) ORDER BY id FOR UPDATE",
        ws,
        &ids
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(known_by(tx, &ids).await? == before)
}

async fn known_by(tx: &mut WorkspaceTx, contacts: &[Uuid]) -> Result<Vec<Uuid>> {
    let ws = tx.ws();
    Ok(sqlx::query_scalar!(
        "SELECT id FROM app.contact_identity WHERE workspace_id = $1 AND contact_id = ANY ($2) ORDER BY id",
        ws,
        contacts
    )
    .fetch_all(tx.conn())
    .await?)
}

/// Whether a message to either is on its way or about to be.
pub async fn is_leaving(tx: &mut WorkspaceTx, contacts: [ContactId; 2]) -> Result<bool> {
    let ws = tx.ws();
    let ids = contacts.map(ContactId::uuid);
    Ok(sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT 1 FROM app.message m JOIN app.conversation c ON c.workspace_id = $1 AND c.id = m.conversation_id
             WHERE m.workspace_id = $1 AND m.delivery IN ('queued', 'sending') AND c.contact_id = ANY ($2)) AS "e!""#,
        ws,
        &ids
    )
    .fetch_one(tx.conn())
    .await?)
}

/// What merging would move.
pub async fn weigh(tx: &mut WorkspaceTx, kept: ContactId, merged: ContactId) -> Result<Weight> {
    let ws = tx.ws();
    let row = sqlx::query!(
        r#"WITH pair AS MATERIALIZED (
             SELECT f.id, t.id AS into_id FROM app.channel h
             JOIN app.conversation f ON f.workspace_id = $1 AND f.channel_id = h.id AND f.contact_id = $3 AND f.merged_into IS NULL
             LEFT JOIN app.conversation t ON t.workspace_id = $1 AND t.channel_id = h.id AND t.contact_id = $2 AND t.topic_id = f.topic_id AND t.merged_into IS NULL
             WHERE h.workspace_id = $1),
           joined AS (SELECT id FROM pair WHERE into_id IS NOT NULL)
           SELECT
             (SELECT count(*) FROM joined) AS "joined!",
             (SELECT count(*) FROM pair WHERE into_id IS NULL) AS "moved!",
             (SELECT count(*) FROM app.message m JOIN joined j ON m.conversation_id = j.id WHERE m.workspace_id = $1) AS "messages!",
             (SELECT count(*) FROM app.note n JOIN joined j ON n.conversation_id = j.id WHERE n.workspace_id = $1) AS "notes!",
             (SELECT count(*) FROM app.draft d JOIN joined j ON d.conversation_id = j.id WHERE d.workspace_id = $1 AND d.state IN ('waiting', 'held', 'no_grounding')) AS "drafts!",
             (SELECT count(*) FROM app.contact_label l WHERE l.workspace_id = $1 AND l.contact_id = $3
                AND NOT EXISTS (SELECT 1 FROM app.contact_label k WHERE k.workspace_id = $1 AND k.contact_id = $2 AND k.label_id = l.label_id)) AS "labels!",
             (SELECT count(*) FROM app.contact_attribute l WHERE l.workspace_id = $1 AND l.contact_id = $3
                AND NOT EXISTS (SELECT 1 FROM app.contact_attribute k WHERE k.workspace_id = $1 AND k.contact_id = $2 AND k.attribute_id = l.attribute_id)) AS "attributes!",
             ARRAY(SELECT m.value FROM app.contact_identity m WHERE m.workspace_id = $1 AND m.contact_id = $3 AND m.ended_at IS NULL
                AND EXISTS (SELECT 1 FROM app.contact_identity k WHERE k.workspace_id = $1 AND k.contact_id = $2 AND k.channel_kind = m.channel_kind AND k.kind = m.kind AND k.ended_at IS NULL)
                ORDER BY m.kind, m.value) AS "earlier!: Vec<String>""#,
        ws,
        kept.uuid(),
        merged.uuid()
    )
    .fetch_one(tx.conn())
    .await?;
    Ok(Weight {
        joined: row.joined,
        moved: row.moved,
        messages: row.messages,
        notes: row.notes,
        drafts: row.drafts,
        earlier: row.earlier,
        labels: row.labels,
        attributes: row.attributes,
    })
}
