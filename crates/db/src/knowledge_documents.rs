//! Documents that policies are read from. Their bytes lie with the files.

use domain::Time;
use domain::ids::{DocumentId, LongJobId, MediaId};
use serde_json::Value;

use crate::{Result, WorkspaceTx};

/// A document.
#[derive(Debug, Clone)]
pub struct Document {
    /// Which.
    pub id: DocumentId,
    /// Its file's name; a label, never a path.
    pub name: String,
    /// `markdown`, `pdf` or `docx`.
    pub kind: String,
    /// The original.
    pub media: MediaId,
    /// The job that reads it.
    pub job: Option<LongJobId>,
    /// `reading`, `read`, `published`, `failed`, `replaced`, `removed`.
    pub state: String,
    /// What was read of it, as a person left it: `[{title, text}]`.
    pub passages: Value,
    /// Why it could not be read: `title` and `hint`.
    pub problem: Option<Value>,
    /// The document it takes the place of.
    pub replaces: Option<DocumentId>,
    /// The version of the knowledge it went into.
    pub published_version: Option<i32>,
    /// When it was added.
    pub created_at: Time,
    /// Last change.
    pub updated_at: Time,
}

struct Row {
    id: uuid::Uuid,
    name: String,
    kind: String,
    media_id: uuid::Uuid,
    job_id: Option<uuid::Uuid>,
    state: String,
    passages: Value,
    problem: Option<Value>,
    replaces: Option<uuid::Uuid>,
    published_version: Option<i32>,
    created_at: Time,
    updated_at: Time,
}

impl From<Row> for Document {
    fn from(row: Row) -> Self {
        Self {
            id: row.id.into(),
            name: row.name,
            kind: row.kind,
            media: row.media_id.into(),
            job: row.job_id.map(LongJobId::from),
            state: row.state,
            passages: row.passages,
            problem: row.problem,
            replaces: row.replaces.map(DocumentId::from),
            published_version: row.published_version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}

/// Documents that are there, newest first.
pub async fn list(tx: &mut WorkspaceTx) -> Result<Vec<Document>> {
    let ws = tx.ws();
    let rows = sqlx::query_as!(
        Row,
        "SELECT id, name, kind, media_id, job_id, state, passages, problem, replaces, published_version, created_at, updated_at
         FROM app.knowledge_document WHERE workspace_id = $1 AND state NOT IN ('replaced', 'removed') ORDER BY created_at DESC, id DESC",
        ws
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(Document::from).collect())
}

/// A document by id, locked until the transaction ends.
pub async fn lock(tx: &mut WorkspaceTx, id: DocumentId) -> Result<Option<Document>> {
    let ws = tx.ws();
    let row = sqlx::query_as!(
        Row,
        "SELECT id, name, kind, media_id, job_id, state, passages, problem, replaces, published_version, created_at, updated_at
         FROM app.knowledge_document WHERE workspace_id = $1 AND id = $2 FOR UPDATE",
        ws,
        id.uuid()
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.map(Document::from))
}

/// Adds a document that is about to be read.
pub async fn insert(tx: &mut WorkspaceTx, document: &Document) -> Result<()> {
    let ws = tx.ws();
    let by = tx.actor().label();
    sqlx::query!(
        "INSERT INTO app.knowledge_document (workspace_id, id, name, kind, media_id, state, replaces, created_by, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, 'reading', $6, $7, $8, $8)",
        ws,
        document.id.uuid(),
        document.name,
        document.kind,
        document.media.uuid(),
        document.replaces.map(DocumentId::uuid),
        by,
        document.created_at
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Writes where a document stands.
pub async fn save(tx: &mut WorkspaceTx, document: &Document, now: Time) -> Result<()> {
    let ws = tx.ws();
    sqlx::query!(
        "UPDATE app.knowledge_document SET state = $3, passages = $4, problem = $5, published_version = $6, job_id = $7, updated_at = $8
         WHERE workspace_id = $1 AND id = $2",
        ws,
        document.id.uuid(),
        document.state,
        document.passages,
        document.problem,
        document.published_version,
        document.job.map(LongJobId::uuid),
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Keeps what is known of a file that a person or a feed gave: it is here already. What was known of it before goes.
pub async fn keep_file(
    tx: &mut WorkspaceTx,
    id: MediaId,
    (name, mime): (&str, &str),
    (sha256, size): &(String, usize),
    now: Time,
) -> Result<()> {
    let ws = tx.ws();
    sqlx::query!(
        "INSERT INTO app.media (workspace_id, id, state, mime_type, sha256, size, filename, created_at) VALUES ($1, $2, 'stored', $3, $4, $5, $6, $7)
         ON CONFLICT (workspace_id, id) DO UPDATE SET state = 'stored', mime_type = $3, sha256 = $4, size = $5, filename = $6, created_at = $7",
        ws,
        id.uuid(),
        mime,
        sha256,
        i64::try_from(*size).unwrap_or(i64::MAX),
        name,
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// The name of a file that a person or a feed gave, while it is here.
pub async fn file_name(tx: &mut WorkspaceTx, id: MediaId) -> Result<Option<String>> {
    let ws = tx.ws();
    Ok(sqlx::query_scalar!(
        r#"SELECT coalesce(filename, id::text) AS "name!" FROM app.media
           WHERE workspace_id = $1 AND id = $2 AND state = 'stored' AND message_id IS NULL AND NOT outgoing"#,
        ws,
        id.uuid()
    )
    .fetch_optional(tx.conn())
    .await?)
}

/// A file that a person or a feed gave is not wanted any more. False when there was none.
pub async fn drop_file(tx: &mut WorkspaceTx, id: MediaId) -> Result<bool> {
    let ws = tx.ws();
    let done = sqlx::query!(
        "UPDATE app.media SET state = 'erased', filename = NULL, sha256 = NULL
         WHERE workspace_id = $1 AND id = $2 AND state = 'stored' AND message_id IS NULL AND NOT outgoing",
        ws,
        id.uuid()
    )
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected() == 1)
}
