//! How two contacts stand before they become one, and how what they became stands after.

use domain::Time;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use crate::merges::Reach;
use crate::{Error, Result, WorkspaceTx};

/// What a contact says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Face {
    pub(crate) name: Option<String>,
    pub(crate) username: Option<String>,
    #[serde(flatten)]
    pub(crate) reach: Reach,
}

impl Face {
    pub(crate) fn shown(&self) -> Option<String> {
        self.name
            .clone()
            .or_else(|| self.username.as_ref().map(|u| format!("@{u}")))
    }
}

/// A tenure of a number or an id.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Tenure {
    pub(crate) id: Uuid,
    pub(crate) contact_id: Uuid,
    pub(crate) channel_kind: String,
    pub(crate) kind: String,
    pub(crate) value: String,
    pub(crate) ended_at: Option<Time>,
}

/// A thread of the contact that goes, and the thread it becomes part of.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Pair {
    pub(crate) from: Uuid,
    pub(crate) into: Option<Uuid>,
    pub(crate) from_unread: i32,
    /// The row of the latter.
    pub(crate) into_row: Value,
    /// Labels it gets.
    pub(crate) labels: Vec<Uuid>,
    /// Whether the two threads led to two phones.
    pub(crate) other_account: bool,
}

/// Everything that undoing needs.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Before {
    pub(crate) kept: Face,
    pub(crate) merged: Face,
    pub(crate) tenures: Vec<Tenure>,
    pub(crate) threads: Vec<Pair>,
    pub(crate) labels: Vec<Uuid>,
    pub(crate) attributes: Vec<Uuid>,
    /// What the ledger of the kept one held.
    pub(crate) ledger: Vec<Uuid>,
}

/// What the merge made.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Made {
    pub(crate) kept: Face,
    /// The rows of threads that others became part of, by id.
    pub(crate) threads: Vec<Value>,
}

fn unreadable(what: &'static str, id: Uuid) -> impl Fn(serde_json::Error) -> Error {
    move |e| Error::inconsistent("contact_merge", what, id, e)
}

/// Looks at both, before.
pub(crate) async fn before(tx: &mut WorkspaceTx, kept: Uuid, merged: Uuid) -> Result<Before> {
    let ws = tx.ws();
    let tenures = sqlx::query_as!(
        Tenure,
        "SELECT id, contact_id, channel_kind, kind, value, ended_at FROM app.contact_identity
         WHERE workspace_id = $1 AND contact_id IN ($2, $3) ORDER BY id",
        ws,
        kept,
        merged
    )
    .fetch_all(tx.conn())
    .await?;
    let rows = sqlx::query!(
        r#"SELECT f.id, f.unread, h.kind AS channel_kind, t.id AS "into?", to_jsonb(t) AS "into_row?",
             ARRAY(SELECT l.label_id FROM app.conversation_label l WHERE l.workspace_id = $1 AND l.conversation_id = f.id
               AND NOT EXISTS (SELECT 1 FROM app.conversation_label k WHERE k.workspace_id = $1 AND k.conversation_id = t.id AND k.label_id = l.label_id)) AS "labels!: Vec<Uuid>"
           FROM app.channel h
           JOIN app.conversation f ON f.workspace_id = $1 AND f.channel_id = h.id AND f.contact_id = $3 AND f.merged_into IS NULL
           LEFT JOIN app.conversation t ON t.workspace_id = $1 AND t.channel_id = h.id AND t.contact_id = $2 AND t.topic_id = f.topic_id AND t.merged_into IS NULL
           WHERE h.workspace_id = $1 ORDER BY f.id"#,
        ws,
        kept,
        merged
    )
    .fetch_all(tx.conn())
    .await?;
    let live = |contact: Uuid, channel: &str| {
        let here = tenures.iter().filter(|t| {
            t.contact_id == contact && t.channel_kind == channel && t.ended_at.is_none()
        });
        here.map(|t| t.kind.clone()).collect::<Vec<_>>()
    };
    let threads = rows
        .into_iter()
        .map(|r| {
            let theirs = live(merged, &r.channel_kind);
            Pair {
                from: r.id,
                into: r.into,
                from_unread: r.unread,
                into_row: r.into_row.unwrap_or(Value::Null),
                labels: r.labels,
                other_account: live(kept, &r.channel_kind)
                    .iter()
                    .any(|kind| theirs.contains(kind)),
            }
        })
        .collect();
    let (labels, attributes) = marks_of_one(tx, kept, merged).await?;
    let ledger = sqlx::query_scalar!(
        "SELECT id FROM app.consent_entry WHERE workspace_id = $1 AND contact_id = $2",
        ws,
        kept
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(Before {
        ledger,
        kept: face(tx, kept).await?,
        merged: face(tx, merged).await?,
        tenures,
        threads,
        labels,
        attributes,
    })
}

/// Labels and attributes that only the merged one has.
async fn marks_of_one(
    tx: &mut WorkspaceTx,
    kept: Uuid,
    merged: Uuid,
) -> Result<(Vec<Uuid>, Vec<Uuid>)> {
    let ws = tx.ws();
    let labels = sqlx::query_scalar!(
        "SELECT l.label_id FROM app.contact_label l WHERE l.workspace_id = $1 AND l.contact_id = $3
           AND NOT EXISTS (SELECT 1 FROM app.contact_label k WHERE k.workspace_id = $1 AND k.contact_id = $2 AND k.label_id = l.label_id)",
        ws,
        kept,
        merged
    )
    .fetch_all(tx.conn())
    .await?;
    let attributes = sqlx::query_scalar!(
        "SELECT l.attribute_id FROM app.contact_attribute l WHERE l.workspace_id = $1 AND l.contact_id = $3
           AND NOT EXISTS (SELECT 1 FROM app.contact_attribute k WHERE k.workspace_id = $1 AND k.contact_id = $2 AND k.attribute_id = l.attribute_id)",
        ws,
        kept,
        merged
    )
    .fetch_all(tx.conn())
    .await?;
    Ok((labels, attributes))
}

/// Looks at the one, after.
pub(crate) async fn made(tx: &mut WorkspaceTx, kept: Uuid, before: &Before) -> Result<Made> {
    let ws = tx.ws();
    let ids: Vec<Uuid> = before.threads.iter().filter_map(|pair| pair.into).collect();
    let threads = sqlx::query_scalar!(
        r#"SELECT to_jsonb(t) AS "row!" FROM app.conversation t WHERE t.workspace_id = $1 AND t.id = ANY ($2) ORDER BY t.id"#,
        ws,
        &ids
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(Made {
        kept: face(tx, kept).await?,
        threads,
    })
}

pub(crate) async fn face(tx: &mut WorkspaceTx, id: Uuid) -> Result<Face> {
    let ws = tx.ws();
    let row = sqlx::query_scalar!(
        r#"SELECT jsonb_build_object('name', name, 'username', username, 'consent', consent, 'wrote_first', wrote_first,
             'marketing_stopped', marketing_stopped) AS "face!" FROM app.contact WHERE workspace_id = $1 AND id = $2"#,
        ws,
        id
    )
    .fetch_one(tx.conn())
    .await?;
    serde_json::from_value(row).map_err(unreadable("face", id))
}

/// What a merge wrote down; `None` when one of the two was erased since.
pub(crate) async fn kept_of(tx: &mut WorkspaceTx, merge: Uuid) -> Result<Option<(Before, Made)>> {
    let ws = tx.ws();
    let row = sqlx::query!(
        "SELECT before, made FROM app.contact_merge WHERE workspace_id = $1 AND id = $2",
        ws,
        merge
    )
    .fetch_one(tx.conn())
    .await?;
    if row.before == Value::Object(serde_json::Map::new()) {
        return Ok(None);
    }
    let before = serde_json::from_value(row.before).map_err(unreadable("before", merge))?;
    let made = serde_json::from_value(row.made).map_err(unreadable("made", merge))?;
    Ok(Some((before, made)))
}
