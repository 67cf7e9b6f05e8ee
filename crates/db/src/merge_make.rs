//! Making two contacts one.

use domain::Time;
use domain::ids::{ContactId, ConversationId, MergeId};
use serde_json::Value;
use uuid::Uuid;

use crate::merge_snapshot::{Before, before, made};
use crate::merges::Reach;
use crate::{Error, Result, WorkspaceTx};

/// A merge to be made, of two contacts that are held.
#[derive(Debug)]
pub struct NewMerge {
    /// Which.
    pub id: MergeId,
    /// The contact that stays.
    pub kept: ContactId,
    /// The contact that goes into it.
    pub merged: ContactId,
    /// How it can be reached from here on.
    pub reach: Reach,
    /// Who does it.
    pub author: Value,
    /// Until when it can be undone.
    pub undo_until: Time,
}

/// Makes two contacts one; answers the threads that changed.
pub async fn merge(tx: &mut WorkspaceTx, new: &NewMerge, now: Time) -> Result<Vec<ConversationId>> {
    let (kept, merged) = (new.kept.uuid(), new.merged.uuid());
    let stood = before(tx, kept, merged).await?;
    write_down(tx, new, &stood, now).await?;
    take_over(tx, (kept, merged), now).await?;
    crate::contact_labels::follow_merge(tx, merged, kept).await?;
    crate::attributes::follow_merge(tx, merged, kept).await?;
    let touched = join(tx, new, &stood, now).await?;
    become_one(tx, new).await?;
    let ws = tx.ws();
    let made = made(tx, kept, &stood).await?;
    sqlx::query!(
        "UPDATE app.contact_merge SET made = $3 WHERE workspace_id = $1 AND id = $2",
        ws,
        new.id.uuid(),
        json(&made, new.id)?
    )
    .execute(tx.conn())
    .await?;
    Ok(touched)
}

fn json(value: &impl serde::Serialize, id: MergeId) -> Result<Value> {
    serde_json::to_value(value).map_err(|e| Error::inconsistent("contact_merge", "before", id, e))
}

async fn write_down(tx: &mut WorkspaceTx, new: &NewMerge, stood: &Before, now: Time) -> Result<()> {
    let ws = tx.ws();
    sqlx::query!(
        "INSERT INTO app.contact_merge (workspace_id, id, kept, merged, merged_name, before, made, author, at, undo_until) VALUES ($1, $2, $3, $4, $5, $6, '{}', $7, $8, $9)",
        ws,
        new.id.uuid(),
        new.kept.uuid(),
        new.merged.uuid(),
        stood.merged.shown(),
        json(stood, new.id)?,
        new.author,
        now,
        new.undo_until
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Where both have a number of their own, the kept one's stays: one thread leads to one phone.
async fn take_over(tx: &mut WorkspaceTx, (kept, merged): (Uuid, Uuid), now: Time) -> Result<()> {
    let ws = tx.ws();
    sqlx::query!(
        "UPDATE app.contact_identity m SET contact_id = $2, ended_at = CASE WHEN m.ended_at IS NULL AND EXISTS (
             SELECT 1 FROM app.contact_identity k WHERE k.workspace_id = $1 AND k.contact_id = $2 AND k.channel_kind = m.channel_kind
               AND k.kind = m.kind AND k.ended_at IS NULL) THEN $4 ELSE m.ended_at END
         WHERE m.workspace_id = $1 AND m.contact_id = $3",
        ws,
        kept,
        merged,
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

async fn become_one(tx: &mut WorkspaceTx, new: &NewMerge) -> Result<()> {
    let ws = tx.ws();
    let (kept, merged) = (new.kept.uuid(), new.merged.uuid());
    sqlx::query!(
        "UPDATE app.contact t SET name = coalesce(t.name, f.name), username = coalesce(t.username, f.username),
           consent = $4, wrote_first = $5, marketing_stopped = $6
         FROM app.contact f WHERE t.workspace_id = $1 AND t.id = $2 AND f.workspace_id = $1 AND f.id = $3",
        ws,
        kept,
        merged,
        new.reach.consent.as_str(),
        new.reach.wrote_first,
        new.reach.marketing_stopped
    )
    .execute(tx.conn())
    .await?;
    sqlx::query!(
        "UPDATE app.contact SET merged_into = $3 WHERE workspace_id = $1 AND id = $2",
        ws,
        merged,
        kept
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Threads on the same channel become one, and what moves is written down; others change their contact.
async fn join(
    tx: &mut WorkspaceTx,
    new: &NewMerge,
    stood: &Before,
    now: Time,
) -> Result<Vec<ConversationId>> {
    let ws = tx.ws();
    let mut touched = Vec::new();
    for pair in &stood.threads {
        touched.push(pair.from.into());
        let Some(into) = pair.into else {
            sqlx::query!(
                "UPDATE app.conversation SET contact_id = $3, updated_at = $4 WHERE workspace_id = $1 AND id = $2",
                ws,
                pair.from,
                new.kept.uuid(),
                now
            )
            .execute(tx.conn())
            .await?;
            continue;
        };
        touched.push(into.into());
        sqlx::query!(
            "INSERT INTO app.merge_moved (workspace_id, merge_id, what, id, thread)
             SELECT $1, $2::uuid, 'message', m.id, $3::uuid FROM app.message m WHERE m.workspace_id = $1 AND m.conversation_id = $3
             UNION ALL SELECT $1, $2, 'note', n.id, $3 FROM app.note n WHERE n.workspace_id = $1 AND n.conversation_id = $3
             UNION ALL SELECT $1, $2, 'draft', d.id, $3 FROM app.draft d WHERE d.workspace_id = $1 AND d.conversation_id = $3",
            ws,
            new.id.uuid(),
            pair.from
        )
        .execute(tx.conn())
        .await?;
        crate::conversations::join_threads(tx, pair.from, into, now).await?;
        // Another phone's window is not this one's.
        if pair.other_account {
            sqlx::query!(
                "UPDATE app.conversation t SET last_customer_at = b.last_customer_at, window_closed_by_provider_at = b.window_closed_by_provider_at
                 FROM jsonb_to_record($3) AS b (last_customer_at timestamptz, window_closed_by_provider_at timestamptz)
                 WHERE t.workspace_id = $1 AND t.id = $2",
                ws,
                into,
                pair.into_row
            )
            .execute(tx.conn())
            .await?;
        }
    }
    Ok(touched)
}
