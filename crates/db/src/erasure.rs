//! What erasing a person empties: words, files and names; rows and their times stay.

use domain::Time;
use domain::ids::ConversationId;
use serde_json::Value;

use crate::{Result, WorkspaceTx};

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
        "UPDATE app.message SET content = $3, context = '{}', referral = NULL, payload = NULL, template = NULL, errors = '[]', deleted_at = coalesce(deleted_at, $4),
           delivery = CASE delivery WHEN 'queued' THEN 'canceled' ELSE delivery END
         WHERE workspace_id = $1 AND conversation_id = ANY ($2)",
        ws,
        &ids,
        erased,
        now
    )
    .execute(tx.conn())
    .await?;
    sqlx::query!(
        "UPDATE app.note SET body = '—' WHERE workspace_id = $1 AND conversation_id = ANY ($2)",
        ws,
        &ids
    )
    .execute(tx.conn())
    .await?;
    sqlx::query!(
        "DELETE FROM app.message_wording w USING app.message m
         WHERE w.workspace_id = $1 AND m.workspace_id = $1 AND m.id = w.message_id AND m.conversation_id = ANY ($2)",
        ws,
        &ids
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
        "UPDATE app.inbound_event SET event = $3, state = CASE state WHEN 'pending' THEN 'stored' ELSE state END WHERE workspace_id = $1 AND (event -> 'body' ->> 'provider_id' = ANY ($2) OR event -> 'body' ->> 'target' = ANY ($2))",
        ws,
        provider_ids,
        empty
    )
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected())
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
