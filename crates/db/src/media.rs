//! Files of messages: what is known of them. The bytes lie outside the database.

use domain::Time;
use domain::ids::{MediaId, MessageId};

use crate::{Result, WorkspaceTx};

/// A file.
#[derive(Debug, Clone)]
pub struct Media {
    /// Which.
    pub id: MediaId,
    /// Of which message.
    pub message: Option<MessageId>,
    /// The provider's id.
    pub provider_id: Option<String>,
    /// `wanted`, `stored`, `failed`, `erased`.
    pub state: String,
    /// Its type.
    pub mime_type: Option<String>,
    /// Its hash, lower-case hex.
    pub sha256: Option<String>,
    /// Its size in bytes.
    pub size: Option<i64>,
    /// The name its sender gave it; a label, never a path.
    pub filename: Option<String>,
    /// Why it could not be fetched.
    pub problem: Option<String>,
}

/// Asks for a file.
pub async fn want(tx: &mut WorkspaceTx, media: &Media, now: Time) -> Result<()> {
    let ws = tx.ws();
    sqlx::query!(
        "INSERT INTO app.media (workspace_id, id, message_id, provider_id, state, mime_type, sha256, filename, created_at) VALUES ($1, $2, $3, $4, 'wanted', $5, $6, $7, $8)",
        ws,
        media.id.uuid(),
        media.message.map(MessageId::uuid),
        media.provider_id,
        media.mime_type,
        media.sha256,
        media.filename,
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// A file by id.
pub async fn get(tx: &mut WorkspaceTx, id: MediaId) -> Result<Option<Media>> {
    let ws = tx.ws();
    let row = sqlx::query!(
        "SELECT message_id, provider_id, state, mime_type, sha256, size, filename, problem FROM app.media WHERE workspace_id = $1 AND id = $2",
        ws,
        id.uuid()
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.map(|r| Media {
        id,
        message: r.message_id.map(MessageId::from),
        provider_id: r.provider_id,
        state: r.state,
        mime_type: r.mime_type,
        sha256: r.sha256,
        size: r.size,
        filename: r.filename,
        problem: r.problem,
    }))
}

/// The file is stored. False when its person was erased meanwhile: then the file must go.
pub async fn stored(
    tx: &mut WorkspaceTx,
    id: MediaId,
    mime_type: &str,
    sha256: &str,
    size: i64,
) -> Result<bool> {
    let ws = tx.ws();
    let done = sqlx::query!(
        "UPDATE app.media SET state = 'stored', mime_type = $3, sha256 = $4, size = $5, problem = NULL, next_try_at = NULL WHERE workspace_id = $1 AND id = $2 AND state <> 'erased'",
        ws,
        id.uuid(),
        mime_type,
        sha256,
        size
    )
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected() == 1)
}

/// The file could not be fetched.
pub async fn failed(tx: &mut WorkspaceTx, id: MediaId, problem: &str) -> Result<()> {
    let ws = tx.ws();
    sqlx::query!(
        "UPDATE app.media SET state = 'failed', problem = $3, tries = tries + 1, next_try_at = NULL WHERE workspace_id = $1 AND id = $2 AND state = 'wanted'",
        ws,
        id.uuid(),
        problem
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Forgets the files of a message that its sender took back, and answers which they were.
pub async fn erase_of_message(tx: &mut WorkspaceTx, message: MessageId) -> Result<Vec<MediaId>> {
    let ws = tx.ws();
    let gone = sqlx::query_scalar!(
        "UPDATE app.media SET state = 'erased', filename = NULL, sha256 = NULL, provider_id = NULL, problem = NULL
         WHERE workspace_id = $1 AND message_id = $2 RETURNING id",
        ws,
        message.uuid()
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(gone.into_iter().map(MediaId::from).collect())
}

/// How far fetching a file has come.
#[derive(Debug, Clone)]
pub struct Fetching {
    /// `wanted`, `stored`, `failed`, `erased`.
    pub state: String,
    /// Tries that failed.
    pub tries: i32,
    /// When it is tried again.
    pub next_try_at: Option<Time>,
    /// Why the last try failed.
    pub problem: Option<String>,
    /// When it was first wanted.
    pub created_at: Time,
}

/// How far fetching a file has come.
pub async fn fetching(tx: &mut WorkspaceTx, id: MediaId) -> Result<Option<Fetching>> {
    let ws = tx.ws();
    Ok(sqlx::query_as!(
        Fetching,
        "SELECT state, tries, next_try_at, problem, created_at FROM app.media WHERE workspace_id = $1 AND id = $2",
        ws,
        id.uuid()
    )
    .fetch_optional(tx.conn())
    .await?)
}

/// A try failed and another comes at `next`; false when the file is not wanted any more or others tried meanwhile.
pub async fn try_later(
    tx: &mut WorkspaceTx,
    id: MediaId,
    tries: i32,
    problem: &str,
    next: Time,
) -> Result<bool> {
    let ws = tx.ws();
    let done = sqlx::query!(
        "UPDATE app.media SET tries = tries + 1, problem = $4, next_try_at = $5
         WHERE workspace_id = $1 AND id = $2 AND state = 'wanted' AND tries = $3",
        ws,
        id.uuid(),
        tries,
        problem,
        next
    )
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Wants a file again that failed, or that waits for its next try; answers the number of the try to come. `None` when
/// there is nothing to fetch.
pub async fn want_again(tx: &mut WorkspaceTx, id: MediaId, now: Time) -> Result<Option<i32>> {
    let ws = tx.ws();
    Ok(sqlx::query_scalar!(
        "UPDATE app.media SET state = 'wanted', tries = tries + 1, next_try_at = $3
         WHERE workspace_id = $1 AND id = $2 AND state IN ('wanted', 'failed') AND provider_id IS NOT NULL RETURNING tries",
        ws,
        id.uuid(),
        now
    )
    .fetch_optional(tx.conn())
    .await?)
}
