//! What a workspace may answer from, in versions that are never changed.

use domain::Time;
use serde_json::Value;

use crate::{Result, WorkspaceTx};

/// A version of the knowledge.
#[derive(Debug, Clone)]
pub struct Knowledge {
    /// 1 for the first.
    pub version: i32,
    /// The document.
    pub document: Value,
    /// When it became the present one.
    pub created_at: Time,
}

/// A version in the list of versions.
#[derive(Debug, Clone)]
pub struct Version {
    /// 1 for the first.
    pub version: i32,
    /// What it changed and why.
    pub change: Value,
    /// Who made it.
    pub created_by: String,
    /// When.
    pub created_at: Time,
}

/// A version by its number.
pub async fn at(tx: &mut WorkspaceTx, version: i32) -> Result<Option<Knowledge>> {
    let ws = tx.ws();
    let row = sqlx::query!(
        "SELECT version, document, created_at FROM app.knowledge WHERE workspace_id = $1 AND version = $2",
        ws,
        version
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.map(|r| Knowledge {
        version: r.version,
        document: r.document,
        created_at: r.created_at,
    }))
}

/// Versions, newest first, without their documents.
pub async fn versions(
    tx: &mut WorkspaceTx,
    before: Option<i32>,
    limit: i64,
) -> Result<Vec<Version>> {
    let ws = tx.ws();
    let rows = sqlx::query!(
        "SELECT version, change, created_by, created_at FROM app.knowledge
         WHERE workspace_id = $1 AND ($2::int IS NULL OR version < $2) ORDER BY version DESC LIMIT $3",
        ws,
        before,
        limit
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| Version {
            version: r.version,
            change: r.change,
            created_by: r.created_by,
            created_at: r.created_at,
        })
        .collect())
}

/// The present version.
pub async fn current(tx: &mut WorkspaceTx) -> Result<Option<Knowledge>> {
    let ws = tx.ws();
    let row = sqlx::query!(
        "SELECT version, document, created_at FROM app.knowledge WHERE workspace_id = $1 ORDER BY version DESC LIMIT 1",
        ws
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.map(|r| Knowledge {
        version: r.version,
        document: r.document,
        created_at: r.created_at,
    }))
}

/// The number of the present version; 0 when there is none.
pub async fn version(tx: &mut WorkspaceTx) -> Result<i32> {
    let ws = tx.ws();
    Ok(sqlx::query_scalar!(
        r#"SELECT coalesce(max(version), 0) AS "v!" FROM app.knowledge WHERE workspace_id = $1"#,
        ws
    )
    .fetch_one(tx.conn())
    .await?)
}

/// Adds a version; two writers at once conflict on `knowledge_pkey`.
pub async fn put(
    tx: &mut WorkspaceTx,
    document: &Value,
    change: &Value,
    by: &str,
    now: Time,
) -> Result<i32> {
    let ws = tx.ws();
    Ok(sqlx::query_scalar!(
        "INSERT INTO app.knowledge (workspace_id, version, document, change, created_by, created_at)
         SELECT $1, coalesce(max(version), 0) + 1, $2, $3, $4, $5 FROM app.knowledge WHERE workspace_id = $1 RETURNING version",
        ws,
        document,
        change,
        by,
        now
    )
    .fetch_one(tx.conn())
    .await?)
}
