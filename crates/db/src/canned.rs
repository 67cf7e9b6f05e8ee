//! Ready-made replies of a workspace.

use domain::Time;
use domain::ids::CannedReplyId;

use crate::{Error, Result, WorkspaceTx};

/// A ready-made reply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CannedReply {
    /// Which.
    pub id: CannedReplyId,
    /// What one types after the slash: lower case, no spaces.
    pub shortcut: String,
    /// The text, with placeholders.
    pub body: String,
    /// Who made it.
    pub created_by: String,
    /// When.
    pub created_at: Time,
    /// When it was last changed.
    pub updated_at: Time,
}

/// All of them, by shortcut.
pub async fn list(tx: &mut WorkspaceTx) -> Result<Vec<CannedReply>> {
    let ws = tx.ws();
    let rows = sqlx::query!(
        "SELECT id, shortcut, body, created_by, created_at, updated_at FROM app.canned_reply WHERE workspace_id = $1 ORDER BY shortcut",
        ws
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| CannedReply {
            id: r.id.into(),
            shortcut: r.shortcut,
            body: r.body,
            created_by: r.created_by,
            created_at: r.created_at,
            updated_at: r.updated_at,
        })
        .collect())
}

/// One by id.
pub async fn get(tx: &mut WorkspaceTx, id: CannedReplyId) -> Result<Option<CannedReply>> {
    let ws = tx.ws();
    let row = sqlx::query!(
        "SELECT shortcut, body, created_by, created_at, updated_at FROM app.canned_reply WHERE workspace_id = $1 AND id = $2",
        ws,
        id.uuid()
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.map(|r| CannedReply {
        id,
        shortcut: r.shortcut,
        body: r.body,
        created_by: r.created_by,
        created_at: r.created_at,
        updated_at: r.updated_at,
    }))
}

/// Adds one. False when the shortcut is taken.
pub async fn insert(tx: &mut WorkspaceTx, new: &CannedReply) -> Result<bool> {
    let ws = tx.ws();
    let done = sqlx::query!(
        "INSERT INTO app.canned_reply (workspace_id, id, shortcut, body, created_by, created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (workspace_id, shortcut) DO NOTHING",
        ws,
        new.id.uuid(),
        new.shortcut,
        new.body,
        new.created_by,
        new.created_at,
        new.updated_at
    )
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Changes one. False when another has the shortcut.
pub async fn update(tx: &mut WorkspaceTx, changed: &CannedReply) -> Result<bool> {
    let ws = tx.ws();
    let done = sqlx::query!(
        "UPDATE app.canned_reply SET shortcut = $3, body = $4, updated_at = $5 WHERE workspace_id = $1 AND id = $2
           AND NOT EXISTS (SELECT 1 FROM app.canned_reply o WHERE o.workspace_id = $1 AND o.shortcut = $3 AND o.id <> $2)",
        ws,
        changed.id.uuid(),
        changed.shortcut,
        changed.body,
        changed.updated_at
    )
    .execute(tx.conn())
    .await;
    match done.map_err(Error::from) {
        Ok(done) => Ok(done.rows_affected() == 1),
        // Two changed at once: the index decides.
        Err(error) if error.is_conflict("canned_reply_workspace_id_shortcut_key") => Ok(false),
        Err(error) => Err(error),
    }
}

/// Removes one. False when it is not there.
pub async fn delete(tx: &mut WorkspaceTx, id: CannedReplyId) -> Result<bool> {
    let ws = tx.ws();
    let done = sqlx::query!(
        "DELETE FROM app.canned_reply WHERE workspace_id = $1 AND id = $2",
        ws,
        id.uuid()
    )
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected() == 1)
}
