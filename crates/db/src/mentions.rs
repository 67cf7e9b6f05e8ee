//! Whom notes name, and what of it they have read.

use domain::Time;
use domain::ids::{ConversationId, NoteId, PersonId};
use serde::Deserialize;
use serde_json::Value;

use crate::{Result, WorkspaceTx};

/// Threads looked at for somebody's mentions, the newest first.
const MOST: i64 = 5_000;

/// Somebody whom a note names.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Mention {
    /// Who.
    pub person: PersonId,
    /// Their name as it stands in the words.
    pub name: String,
}

/// A note that names somebody who has not read it yet.
#[derive(Debug, Clone)]
pub struct Unread {
    /// Which note.
    pub note: NoteId,
    /// Beside which thread.
    pub conversation: ConversationId,
    /// The customer's name.
    pub contact_name: Option<String>,
    /// Their username.
    pub username: Option<String>,
    /// The last four digits of their phone.
    pub phone_tail: Option<String>,
    /// Who wrote it: `{kind, name}`.
    pub author: Value,
    /// The words.
    pub body: String,
    /// When.
    pub at: Time,
}

/// Keeps whom a note names. The writer has read it.
pub async fn insert(
    tx: &mut WorkspaceTx,
    note: NoteId,
    mentions: &[Mention],
    at: Time,
) -> Result<()> {
    let (ws, me) = (tx.ws(), tx.actor().person());
    let people: Vec<uuid::Uuid> = mentions.iter().map(|m| m.person.uuid()).collect();
    let names: Vec<String> = mentions.iter().map(|m| m.name.clone()).collect();
    sqlx::query!(
        "INSERT INTO app.note_mention (workspace_id, note_id, person_id, name, read_at)
         SELECT $1, $2, m.person, m.name, CASE WHEN m.person = $5 THEN $6::timestamptz END
         FROM unnest($3::uuid[], $4::text[]) m (person, name)",
        ws,
        note.uuid(),
        &people,
        &names,
        me.map(PersonId::uuid),
        at
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// What a person has not read of what names them, newest first.
pub async fn unread(tx: &mut WorkspaceTx, person: PersonId, limit: i64) -> Result<Vec<Unread>> {
    let ws = tx.ws();
    let rows = sqlx::query!(
        r#"SELECT n.id, n.conversation_id, n.author, n.body, n.at, k.name, k.username,
             (SELECT right(i.value, 4) FROM app.contact_identity i WHERE i.workspace_id = $1 AND i.contact_id = k.id AND i.kind = 'phone' AND i.ended_at IS NULL LIMIT 1) AS phone_tail
           FROM app.note_mention m
           JOIN app.note n ON n.workspace_id = $1 AND n.id = m.note_id
           JOIN app.conversation c ON c.workspace_id = $1 AND c.id = n.conversation_id AND c.merged_into IS NULL
           JOIN app.contact k ON k.workspace_id = $1 AND k.id = c.contact_id
           WHERE m.workspace_id = $1 AND m.person_id = $2 AND m.read_at IS NULL
           ORDER BY n.at DESC, n.id DESC LIMIT $3"#,
        ws,
        person.uuid(),
        limit
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| Unread {
            note: r.id.into(),
            conversation: r.conversation_id.into(),
            contact_name: r.name,
            username: r.username,
            phone_tail: r.phone_tail,
            author: r.author,
            body: r.body,
            at: r.at,
        })
        .collect())
}

/// A person has read what names them beside a thread. False when there was nothing to read.
pub async fn mark_read(
    tx: &mut WorkspaceTx,
    person: PersonId,
    conversation: ConversationId,
    at: Time,
) -> Result<bool> {
    let ws = tx.ws();
    let done = sqlx::query!(
        "UPDATE app.note_mention m SET read_at = $4 FROM app.note n
         WHERE m.workspace_id = $1 AND m.person_id = $2 AND m.read_at IS NULL
           AND n.workspace_id = $1 AND n.id = m.note_id AND n.conversation_id = $3",
        ws,
        person.uuid(),
        conversation.uuid(),
        at
    )
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected() > 0)
}

/// The threads whose notes name a person.
pub(crate) async fn threads(tx: &mut WorkspaceTx, person: PersonId) -> Result<Vec<uuid::Uuid>> {
    let ws = tx.ws();
    Ok(sqlx::query_scalar!(
        r#"SELECT n.conversation_id AS "id!" FROM app.note_mention m
           JOIN app.note n ON n.workspace_id = $1 AND n.id = m.note_id
           WHERE m.workspace_id = $1 AND m.person_id = $2
           GROUP BY n.conversation_id ORDER BY max(n.at) DESC LIMIT $3"#,
        ws,
        person.uuid(),
        MOST
    )
    .fetch_all(tx.conn())
    .await?)
}
