//! Notes among colleagues beside a thread. They are no messages: nothing that sends can read them.

use domain::Time;
use domain::ids::{ConversationId, NoteId, PersonId};
use serde_json::Value;
use sqlx::types::Json;

use crate::mentions::Mention;
use crate::{Result, WorkspaceTx};

/// A note.
#[derive(Debug, Clone)]
pub struct Note {
    /// Which.
    pub id: NoteId,
    /// Beside which thread.
    pub conversation: ConversationId,
    /// The words.
    pub body: String,
    /// Who wrote it: `{kind, name}`.
    pub author: Value,
    /// The person who wrote it; a script has none.
    pub author_id: Option<PersonId>,
    /// Whom it names, by name.
    pub mentions: Vec<Mention>,
    /// When.
    pub at: Time,
}

/// A place in the notes of a thread.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    /// When.
    pub at: Time,
    /// Tie-break.
    pub id: NoteId,
}

/// Writes a note.
pub async fn insert(tx: &mut WorkspaceTx, note: &Note) -> Result<()> {
    let ws = tx.ws();
    sqlx::query!(
        "INSERT INTO app.note (workspace_id, id, conversation_id, body, author, author_id, at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        ws,
        note.id.uuid(),
        note.conversation.uuid(),
        note.body,
        note.author,
        note.author_id.map(PersonId::uuid),
        note.at
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

struct Row {
    id: uuid::Uuid,
    conversation_id: uuid::Uuid,
    body: String,
    author: Value,
    author_id: Option<uuid::Uuid>,
    mentions: Json<Vec<Mention>>,
    at: Time,
}

impl From<Row> for Note {
    fn from(row: Row) -> Self {
        Self {
            id: row.id.into(),
            conversation: row.conversation_id.into(),
            body: row.body,
            author: row.author,
            author_id: row.author_id.map(PersonId::from),
            mentions: row.mentions.0,
            at: row.at,
        }
    }
}

/// A note by id.
pub async fn get(tx: &mut WorkspaceTx, id: NoteId) -> Result<Option<Note>> {
    let ws = tx.ws();
    let row = sqlx::query_as!(
        Row,
        r#"SELECT id, conversation_id, body, author, author_id, at,
             (SELECT coalesce(jsonb_agg(jsonb_build_object('person', m.person_id, 'name', m.name) ORDER BY m.name, m.person_id), '[]')
              FROM app.note_mention m WHERE m.workspace_id = $1 AND m.note_id = n.id) AS "mentions!: Json<Vec<Mention>>"
           FROM app.note n WHERE n.workspace_id = $1 AND n.id = $2"#,
        ws,
        id.uuid()
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.map(Note::from))
}

/// Notes of a thread before a place, newest first.
pub async fn before(
    tx: &mut WorkspaceTx,
    conversation: ConversationId,
    place: Option<Place>,
    limit: i64,
) -> Result<Vec<Note>> {
    let ws = tx.ws();
    let (at, id) = place.map_or((None, None), |p| (Some(p.at), Some(p.id.uuid())));
    let rows = sqlx::query_as!(
        Row,
        r#"SELECT id, conversation_id, body, author, author_id, at,
             (SELECT coalesce(jsonb_agg(jsonb_build_object('person', m.person_id, 'name', m.name) ORDER BY m.name, m.person_id), '[]')
              FROM app.note_mention m WHERE m.workspace_id = $1 AND m.note_id = n.id) AS "mentions!: Json<Vec<Mention>>"
           FROM app.note n
           WHERE n.workspace_id = $1 AND n.conversation_id = $2 AND ($3::timestamptz IS NULL OR (n.at, n.id) < ($3, $4))
           ORDER BY n.at DESC, n.id DESC LIMIT $5"#,
        ws,
        conversation.uuid(),
        at,
        id,
        limit
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(Note::from).collect())
}

/// Removes a note. False when it is not there.
pub async fn delete(tx: &mut WorkspaceTx, id: NoteId) -> Result<bool> {
    let ws = tx.ws();
    let done = sqlx::query!(
        "DELETE FROM app.note WHERE workspace_id = $1 AND id = $2",
        ws,
        id.uuid()
    )
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected() == 1)
}
