//! The rows that erasing a person empties.

use domain::Time;
use domain::ids::MediaId;
use serde_json::Value;
use uuid::Uuid;

use crate::erasure::Person;
use crate::{Result, WorkspaceTx};

/// Empties their threads, names and consent notes; answers the files to be removed.
pub async fn empty(tx: &mut WorkspaceTx, person: &Person, now: Time) -> Result<Vec<MediaId>> {
    let ws = tx.ws();
    let threads: Vec<Uuid> = person.threads.iter().map(|id| id.uuid()).collect();
    forget_answers(tx, person).await?;
    empty_messages(tx, &threads, now).await?;
    sqlx::query!("UPDATE app.conversation SET last_preview = '', updated_at = $3 WHERE workspace_id = $1 AND id = ANY ($2)", ws, &threads, now)
        .execute(tx.conn())
        .await?;
    sqlx::query!(
        "UPDATE app.draft SET text = '', original_text = '', document = '{}', sources = '[]', verdict = '{}', abstained = NULL, auto_send_at = NULL,
           state = CASE WHEN state IN ('waiting', 'held', 'no_grounding') THEN 'superseded' ELSE state END, updated_at = $3
         WHERE workspace_id = $1 AND conversation_id = ANY ($2)",
        ws,
        &threads,
        now
    )
    .execute(tx.conn())
    .await?;
    sqlx::query!(
        "DELETE FROM app.reaction WHERE workspace_id = $1 AND conversation_id = ANY ($2)",
        ws,
        &threads
    )
    .execute(tx.conn())
    .await?;
    let quoted = person.quoted();
    sqlx::query!(
        "DELETE FROM app.parked_status WHERE workspace_id = $1 AND (provider_id = ANY ($2)
           OR EXISTS (SELECT 1 FROM unnest($3::text[]) q WHERE strpos(detail::text, q) > 0))",
        ws,
        &person.provider_ids,
        &quoted
    )
    .execute(tx.conn())
    .await?;
    // Rows that an import left out may name them.
    sqlx::query!(
        "DELETE FROM app.staged_row WHERE workspace_id = $1 AND EXISTS (SELECT 1 FROM unnest($2::text[]) q WHERE strpos(content::text, q) > 0)",
        ws,
        &quoted
    )
    .execute(tx.conn())
    .await?;
    empty_contacts(tx, person, now).await?;
    let files = sqlx::query_scalar!(
        "UPDATE app.media SET state = 'erased', filename = NULL, sha256 = NULL, provider_id = NULL, problem = NULL FROM app.message m
         WHERE app.media.workspace_id = $1 AND m.workspace_id = $1 AND m.id = app.media.message_id AND m.conversation_id = ANY ($2) RETURNING app.media.id",
        ws,
        &threads
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(files.into_iter().map(MediaId::from).collect())
}

async fn empty_messages(tx: &mut WorkspaceTx, threads: &[Uuid], now: Time) -> Result<()> {
    let ws = tx.ws();
    sqlx::query!(
        "UPDATE app.note SET body = '—' WHERE workspace_id = $1 AND conversation_id = ANY ($2)",
        ws,
        threads
    )
    .execute(tx.conn())
    .await?;
    // A note of which nothing is left names nobody.
    sqlx::query!(
        "DELETE FROM app.note_mention m USING app.note n
         WHERE m.workspace_id = $1 AND n.workspace_id = $1 AND n.id = m.note_id AND n.conversation_id = ANY ($2)",
        ws,
        threads
    )
    .execute(tx.conn())
    .await?;
    sqlx::query!(
        "DELETE FROM app.message_wording w USING app.message m
         WHERE w.workspace_id = $1 AND m.workspace_id = $1 AND m.id = w.message_id AND m.conversation_id = ANY ($2)",
        ws,
        threads
    )
    .execute(tx.conn())
    .await?;
    sqlx::query!(
        "UPDATE app.attempt a SET outcome = jsonb_strip_nulls(jsonb_build_object('outcome', a.outcome -> 'outcome'))
         FROM app.message m WHERE a.workspace_id = $1 AND m.workspace_id = $1 AND m.id = a.message_id AND m.conversation_id = ANY ($2) AND a.outcome IS NOT NULL",
        ws,
        threads
    )
    .execute(tx.conn())
    .await?;
    sqlx::query!(
        r#"UPDATE app.message SET content = '{"type": "deleted"}', context = '{}', referral = NULL, payload = NULL, template = NULL, errors = '[]',
             provider_id = NULL, failure = failure - 'details', deleted_at = coalesce(deleted_at, $3),
             delivery = CASE delivery WHEN 'queued' THEN 'canceled' ELSE delivery END
           WHERE workspace_id = $1 AND conversation_id = ANY ($2)"#,
        ws,
        threads,
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

async fn empty_contacts(tx: &mut WorkspaceTx, person: &Person, now: Time) -> Result<()> {
    let ws = tx.ws();
    let contacts: Vec<Uuid> = person.contacts.iter().map(|id| id.uuid()).collect();
    // Where a consent came from is free text too, except when a message said it.
    sqlx::query!(
        "UPDATE app.consent_entry SET note = NULL, source = CASE source WHEN 'message' THEN source ELSE 'erased' END WHERE workspace_id = $1 AND contact_id = ANY ($2)",
        ws,
        &contacts
    )
    .execute(tx.conn())
    .await?;
    sqlx::query!(
        "DELETE FROM app.contact_identity WHERE workspace_id = $1 AND contact_id = ANY ($2)",
        ws,
        &contacts
    )
    .execute(tx.conn())
    .await?;
    sqlx::query!(
        "WITH over AS (UPDATE app.contact_merge SET merged_name = NULL, before = '{}', made = '{}', undo_until = least(undo_until, $3)
           WHERE workspace_id = $1 AND (kept = ANY ($2) OR merged = ANY ($2)) RETURNING id)
         DELETE FROM app.merge_moved v USING over WHERE v.workspace_id = $1 AND v.merge_id = over.id",
        ws,
        &contacts,
        now
    )
    .execute(tx.conn())
    .await?;
    sqlx::query!(
        "WITH labels AS (DELETE FROM app.contact_label WHERE workspace_id = $1 AND contact_id = ANY ($2))
         DELETE FROM app.contact_attribute WHERE workspace_id = $1 AND contact_id = ANY ($2)",
        ws,
        &contacts
    )
    .execute(tx.conn())
    .await?;
    sqlx::query!("UPDATE app.contact SET name = NULL, username = NULL, app_name = NULL, name_from_app = false, erased_at = $3 WHERE workspace_id = $1 AND id = ANY ($2)", ws, &contacts, now)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Kept answers of our API that speak of them. The key stays used, so that repeating the request does nothing.
async fn forget_answers(tx: &mut WorkspaceTx, person: &Person) -> Result<()> {
    let ws = tx.ws();
    let threads: Vec<Uuid> = person.threads.iter().map(|id| id.uuid()).collect();
    let mut named = sqlx::query_scalar!(
        r#"SELECT id::text AS "id!" FROM app.message WHERE workspace_id = $1 AND conversation_id = ANY ($2)
           UNION ALL SELECT id::text FROM app.draft WHERE workspace_id = $1 AND conversation_id = ANY ($2)"#,
        ws,
        &threads
    )
    .fetch_all(tx.conn())
    .await?;
    named.extend(threads.iter().map(Uuid::to_string));
    named.extend(person.contacts.iter().map(ToString::to_string));
    named.extend(person.exclusive.iter().cloned());
    let gone = Value::String(
        serde_json::json!({
            "type": "about:blank", "status": 410, "code": "erased", "title": "This was erased",
            "detail": "The answer spoke of a person whose data was erased.", "hint": "Nothing is left to do.", "action": "none",
        })
        .to_string(),
    );
    sqlx::query!(
        "UPDATE app.idempotency SET status = 410, response = $3 WHERE workspace_id = $1 AND response IS NOT NULL
           AND EXISTS (SELECT 1 FROM unnest($2::text[]) n WHERE strpos(response::text, n) > 0)",
        ws,
        &named,
        gone
    )
    .execute(tx.conn())
    .await?;
    // A key may name them too; without it nothing can be repeated, since their threads are gone.
    sqlx::query!(
        "DELETE FROM app.idempotency WHERE workspace_id = $1 AND EXISTS (SELECT 1 FROM unnest($2::text[]) n WHERE strpos(key, n) > 0)",
        ws,
        &person.exclusive
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}
