//! A person's own views of the inbox.

use domain::Time;
use domain::ids::{PersonId, SavedViewId};

use crate::{Result, WorkspaceTx};

/// A view with a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedView {
    /// Which.
    pub id: SavedViewId,
    /// Its name.
    pub name: String,
    /// What it asks, as typed.
    pub query: String,
}

/// A person's views, oldest first.
pub async fn list(tx: &mut WorkspaceTx, of: PersonId) -> Result<Vec<SavedView>> {
    let ws = tx.ws();
    let rows = sqlx::query!(
        "SELECT id, name, query FROM app.saved_view WHERE workspace_id = $1 AND person_id = $2 ORDER BY created_at, id",
        ws,
        of.uuid()
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| SavedView {
            id: r.id.into(),
            name: r.name,
            query: r.query,
        })
        .collect())
}

/// Keeps a new view.
pub async fn insert(tx: &mut WorkspaceTx, of: PersonId, view: &SavedView, now: Time) -> Result<()> {
    let ws = tx.ws();
    sqlx::query!(
        "INSERT INTO app.saved_view (workspace_id, id, person_id, name, query, created_at) VALUES ($1, $2, $3, $4, $5, $6)",
        ws,
        view.id.uuid(),
        of.uuid(),
        view.name,
        view.query,
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Changes a person's own view; false when it is not theirs.
pub async fn update(tx: &mut WorkspaceTx, of: PersonId, view: &SavedView) -> Result<bool> {
    let ws = tx.ws();
    let done = sqlx::query!(
        "UPDATE app.saved_view SET name = $4, query = $5 WHERE workspace_id = $1 AND id = $2 AND person_id = $3",
        ws,
        view.id.uuid(),
        of.uuid(),
        view.name,
        view.query
    )
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Drops a person's own view; false when it is not theirs.
pub async fn delete(tx: &mut WorkspaceTx, of: PersonId, id: SavedViewId) -> Result<bool> {
    let ws = tx.ws();
    let done = sqlx::query!(
        "DELETE FROM app.saved_view WHERE workspace_id = $1 AND id = $2 AND person_id = $3",
        ws,
        id.uuid(),
        of.uuid()
    )
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected() == 1)
}
