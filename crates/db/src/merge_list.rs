//! Merges that people made, as they are looked at.

use domain::Time;
use domain::ids::{ContactId, MergeId};
use serde_json::Value;
use uuid::Uuid;

use crate::consents::{Entry, EntryRow};
use crate::merge_snapshot::{Before, kept_of};
use crate::merges::Merge;
use crate::{Result, WorkspaceTx};

struct Row {
    id: Uuid,
    kept: Uuid,
    merged: Uuid,
    merged_name: Option<String>,
    before: Value,
    author: Value,
    at: Time,
    undo_until: Time,
    undone_at: Option<Time>,
}

impl From<Row> for Merge {
    fn from(row: Row) -> Self {
        let before = serde_json::from_value::<Before>(row.before).ok();
        Self {
            id: row.id.into(),
            kept: row.kept.into(),
            merged: row.merged.into(),
            merged_name: row.merged_name,
            before: before.map(|b| (b.kept.reach, b.merged.reach)),
            author: row.author,
            at: row.at,
            undo_until: row.undo_until,
            undone_at: row.undone_at,
        }
    }
}

/// What was said of consent since a merge, newest first, apart from the merge itself.
pub async fn said_since(tx: &mut WorkspaceTx, merge: &Merge) -> Result<Vec<Entry>> {
    let Some((before, _)) = kept_of(tx, merge.id.uuid()).await? else {
        return Ok(Vec::new());
    };
    let ws = tx.ws();
    let rows = sqlx::query_as!(
        EntryRow,
        "SELECT state, source, message_id, note, at FROM app.consent_entry
         WHERE workspace_id = $1 AND contact_id = $2 AND id <> ALL ($3) AND source NOT IN ('merge', 'merge_undone') ORDER BY at DESC, id DESC",
        ws,
        merge.kept.uuid(),
        &before.ledger
    )
    .fetch_all(tx.conn())
    .await?;
    rows.into_iter().map(|row| row.entry(merge.kept)).collect()
}

/// A merge by id.
pub async fn get(tx: &mut WorkspaceTx, id: MergeId) -> Result<Option<Merge>> {
    let ws = tx.ws();
    let row = sqlx::query_as!(
        Row,
        "SELECT id, kept, merged, merged_name, before, author, at, undo_until, undone_at FROM app.contact_merge WHERE workspace_id = $1 AND id = $2",
        ws,
        id.uuid()
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.map(Merge::from))
}

/// What went into a contact by a person's hand, newest first.
pub async fn of_contact(tx: &mut WorkspaceTx, kept: ContactId) -> Result<Vec<Merge>> {
    let ws = tx.ws();
    let rows = sqlx::query_as!(
        Row,
        "SELECT id, kept, merged, merged_name, before, author, at, undo_until, undone_at FROM app.contact_merge
         WHERE workspace_id = $1 AND kept = $2 ORDER BY at DESC, id DESC LIMIT 50",
        ws,
        kept.uuid()
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(Merge::from).collect())
}
