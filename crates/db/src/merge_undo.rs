//! Putting two contacts back that a person had made one.

use domain::Time;
use domain::ids::ConversationId;
use serde_json::Value;
use uuid::Uuid;

use crate::merge_snapshot::{Before, Made, Pair, face, kept_of};
use crate::merges::{Merge, Reach};
use crate::{Result, WorkspaceTx};

/// Puts both back, of a merge whose two contacts are held; answers the threads that changed, or nothing when one of the
/// two was erased since. Afterwards they can be reached as `reach` says: the kept one, the other.
pub async fn undo(
    tx: &mut WorkspaceTx,
    merge: &Merge,
    reach: (Reach, Reach),
    now: Time,
) -> Result<Option<Vec<ConversationId>>> {
    let Some((before, made)) = kept_of(tx, merge.id.uuid()).await? else {
        return Ok(None);
    };
    let ws = tx.ws();
    let (kept, merged) = (merge.kept.uuid(), merge.merged.uuid());
    faces(tx, (kept, merged), (&before, &made), reach).await?;
    tenures(tx, (kept, merged), &before).await?;
    sqlx::query!(
        "DELETE FROM app.contact_label WHERE workspace_id = $1 AND contact_id = $2 AND label_id = ANY ($3)",
        ws,
        kept,
        &before.labels
    )
    .execute(tx.conn())
    .await?;
    // A value that was changed since is the kept contact's own.
    sqlx::query!(
        "DELETE FROM app.contact_attribute k USING app.contact_attribute f
         WHERE k.workspace_id = $1 AND k.contact_id = $2 AND k.attribute_id = ANY ($4) AND f.workspace_id = $1 AND f.contact_id = $3
           AND f.attribute_id = k.attribute_id AND f.value = k.value AND f.changed_at = k.changed_at",
        ws,
        kept,
        merged,
        &before.attributes
    )
    .execute(tx.conn())
    .await?;
    let mut touched = Vec::new();
    for pair in &before.threads {
        touched.push(pair.from.into());
        match pair.into {
            None => {
                sqlx::query!(
                    "UPDATE app.conversation SET contact_id = $3, updated_at = $5
                     WHERE workspace_id = $1 AND id = $2 AND contact_id = $4 AND merged_into IS NULL",
                    ws,
                    pair.from,
                    merged,
                    kept,
                    now
                )
                .execute(tx.conn())
                .await?;
            }
            Some(into) => {
                touched.push(into.into());
                let row = made
                    .threads
                    .iter()
                    .find(|row| row.get("id").and_then(Value::as_str) == Some(&into.to_string()));
                split(tx, merge, pair, (into, row), now).await?;
            }
        }
    }
    sqlx::query!(
        "WITH gone AS (DELETE FROM app.merge_moved WHERE workspace_id = $1 AND merge_id = $2)
         UPDATE app.contact_merge SET undone_at = $3 WHERE workspace_id = $1 AND id = $2",
        ws,
        merge.id.uuid(),
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(Some(touched))
}

/// A name that the merge brought goes back; one that was learnt since stays.
async fn faces(
    tx: &mut WorkspaceTx,
    (kept, merged): (Uuid, Uuid),
    (before, made): (&Before, &Made),
    (of_kept, of_merged): (Reach, Reach),
) -> Result<()> {
    let ws = tx.ws();
    let now = face(tx, kept).await?;
    let name = if now.name == made.kept.name {
        &before.kept.name
    } else {
        &now.name
    };
    let username = if now.username == made.kept.username {
        &before.kept.username
    } else {
        &now.username
    };
    sqlx::query!(
        "UPDATE app.contact SET name = $3, username = $4, consent = $5, wrote_first = $6, marketing_stopped = $7 WHERE workspace_id = $1 AND id = $2",
        ws,
        kept,
        name.as_deref(),
        username.as_deref(),
        of_kept.consent.as_str(),
        of_kept.wrote_first,
        of_kept.marketing_stopped
    )
    .execute(tx.conn())
    .await?;
    sqlx::query!(
        "UPDATE app.contact SET merged_into = NULL, consent = $3, wrote_first = $4, marketing_stopped = $5 WHERE workspace_id = $1 AND id = $2",
        ws,
        merged,
        of_merged.consent.as_str(),
        of_merged.wrote_first,
        of_merged.marketing_stopped
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Numbers and ids go back to whom they were, with what came to be known of them since. One that somebody else holds by
/// now stays ended.
async fn tenures(
    tx: &mut WorkspaceTx,
    (kept, merged): (Uuid, Uuid),
    before: &Before,
) -> Result<()> {
    let ws = tx.ws();
    // A number that went from one to the other long ago was the kept one's too, and is not meant.
    let own = before.tenures.iter().filter(|t| t.contact_id == kept);
    let own: Vec<Uuid> = own.map(|t| t.id).collect();
    for tenure in before.tenures.iter().filter(|t| t.contact_id == merged) {
        sqlx::query!(
            "UPDATE app.contact_identity SET contact_id = $3 WHERE workspace_id = $1 AND contact_id = $2 AND channel_kind = $4 AND kind = $5 AND value = $6 AND id <> ALL ($7)",
            ws,
            kept,
            merged,
            tenure.channel_kind,
            tenure.kind,
            tenure.value,
            &own
        )
        .execute(tx.conn())
        .await?;
    }
    for tenure in before.tenures.iter().filter(|t| t.ended_at.is_none()) {
        sqlx::query!(
            "UPDATE app.contact_identity i SET ended_at = NULL WHERE i.workspace_id = $1 AND i.id = $2 AND i.contact_id = $3 AND i.ended_at IS NOT NULL
               AND NOT EXISTS (SELECT 1 FROM app.contact_identity o WHERE o.workspace_id = $1 AND o.channel_kind = i.channel_kind AND o.kind = i.kind
                 AND o.ended_at IS NULL AND (o.value = i.value OR o.contact_id = i.contact_id))",
            ws,
            tenure.id,
            tenure.contact_id
        )
        .execute(tx.conn())
        .await?;
    }
    Ok(())
}

/// What had moved from one thread into another goes back; what was written since stays where it was written.
async fn split(
    tx: &mut WorkspaceTx,
    merge: &Merge,
    pair: &Pair,
    (into, made): (Uuid, Option<&Value>),
    now: Time,
) -> Result<()> {
    let ws = tx.ws();
    let (id, from) = (merge.id.uuid(), pair.from);
    sqlx::query!(
        "UPDATE app.message m SET conversation_id = $3 FROM app.merge_moved v
         WHERE v.workspace_id = $1 AND v.merge_id = $2 AND v.what = 'message' AND v.thread = $3 AND m.workspace_id = $1 AND m.id = v.id AND m.conversation_id = $4",
        ws,
        id,
        from,
        into
    )
    .execute(tx.conn())
    .await?;
    sqlx::query!(
        "UPDATE app.note n SET conversation_id = $3 FROM app.merge_moved v
         WHERE v.workspace_id = $1 AND v.merge_id = $2 AND v.what = 'note' AND v.thread = $3 AND n.workspace_id = $1 AND n.id = v.id AND n.conversation_id = $4",
        ws,
        id,
        from,
        into
    )
    .execute(tx.conn())
    .await?;
    sqlx::query!(
        "UPDATE app.draft d SET conversation_id = $3 FROM app.merge_moved v
         WHERE v.workspace_id = $1 AND v.merge_id = $2 AND v.what = 'draft' AND v.thread = $3 AND d.workspace_id = $1 AND d.id = v.id AND d.conversation_id = $4",
        ws,
        id,
        from,
        into
    )
    .execute(tx.conn())
    .await?;
    // Reactions had been copied: the copy is the newer one, and goes.
    sqlx::query!(
        "WITH newer AS (DELETE FROM app.reaction c USING app.reaction f
           WHERE c.workspace_id = $1 AND c.conversation_id = $3 AND f.workspace_id = $1 AND f.conversation_id = $2 AND f.target = c.target AND f.by = c.by
           RETURNING c.target, c.by, c.emoji, c.at)
         UPDATE app.reaction f SET emoji = n.emoji, at = n.at FROM newer n
         WHERE f.workspace_id = $1 AND f.conversation_id = $2 AND f.target = n.target AND f.by = n.by",
        ws,
        from,
        into
    )
    .execute(tx.conn())
    .await?;
    sqlx::query!(
        "DELETE FROM app.conversation_label WHERE workspace_id = $1 AND conversation_id = $2 AND label_id = ANY ($3)",
        ws,
        into,
        &pair.labels
    )
    .execute(tx.conn())
    .await?;
    let quiet = put_back(tx, pair, (into, made), now).await?;
    if !quiet {
        crate::undo::retouch(tx, into.into()).await?;
    }
    for thread in [from, into] {
        crate::conversations::count_failed(tx, thread.into()).await?;
    }
    Ok(())
}

/// The threads' own rows: each value is put back that is still as the merge made it. Answers whether nothing was
/// written there since.
async fn put_back(
    tx: &mut WorkspaceTx,
    pair: &Pair,
    (into, made): (Uuid, Option<&Value>),
    now: Time,
) -> Result<bool> {
    let ws = tx.ws();
    let made = made.cloned().unwrap_or(Value::Null);
    // What was read since was read of both.
    sqlx::query!(
        "UPDATE app.conversation f SET merged_into = NULL, unread = least($4, t.unread), updated_at = $5
         FROM app.conversation t WHERE f.workspace_id = $1 AND f.id = $2 AND t.workspace_id = $1 AND t.id = $3",
        ws,
        pair.from,
        into,
        pair.from_unread,
        now
    )
    .execute(tx.conn())
    .await?;
    let quiet = sqlx::query_scalar!(
        r#"UPDATE app.conversation t SET
             last_customer_at = CASE WHEN t.last_customer_at IS NOT DISTINCT FROM m.last_customer_at THEN b.last_customer_at ELSE t.last_customer_at END,
             window_closed_by_provider_at = CASE WHEN t.window_closed_by_provider_at IS NOT DISTINCT FROM m.window_closed_by_provider_at THEN b.window_closed_by_provider_at ELSE t.window_closed_by_provider_at END,
             human_has_floor = CASE WHEN t.human_has_floor = m.human_has_floor THEN b.human_has_floor ELSE t.human_has_floor END,
             unread = greatest(0, t.unread - $5),
             last_message_id = CASE WHEN t.last_message_id IS NOT DISTINCT FROM m.last_message_id THEN b.last_message_id ELSE t.last_message_id END,
             last_at = CASE WHEN t.last_message_id IS NOT DISTINCT FROM m.last_message_id THEN b.last_at ELSE t.last_at END,
             last_direction = CASE WHEN t.last_message_id IS NOT DISTINCT FROM m.last_message_id THEN b.last_direction ELSE t.last_direction END,
             last_kind = CASE WHEN t.last_message_id IS NOT DISTINCT FROM m.last_message_id THEN b.last_kind ELSE t.last_kind END,
             last_preview = CASE WHEN t.last_message_id IS NOT DISTINCT FROM m.last_message_id THEN b.last_preview ELSE t.last_preview END,
             assignee = CASE WHEN t.assignee IS NOT DISTINCT FROM m.assignee THEN b.assignee ELSE t.assignee END,
             assigned_at = CASE WHEN t.assignee IS NOT DISTINCT FROM m.assignee THEN b.assigned_at ELSE t.assigned_at END,
             state = CASE WHEN t.state = m.state THEN b.state ELSE t.state END,
             snoozed_until = CASE WHEN t.state = m.state THEN b.snoozed_until ELSE t.snoozed_until END,
             updated_at = $6
           FROM jsonb_populate_record(NULL::app.conversation, $3) b, jsonb_populate_record(NULL::app.conversation, $4) m
           WHERE t.workspace_id = $1 AND t.id = $2
           RETURNING t.last_message_id IS NOT DISTINCT FROM b.last_message_id AS "quiet!""#,
        ws,
        into,
        pair.into_row,
        made,
        pair.from_unread,
        now
    )
    .fetch_one(tx.conn())
    .await?;
    Ok(quiet)
}
