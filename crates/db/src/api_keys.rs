//! API keys: only the hash of a secret is stored.

use domain::Time;
use domain::ids::{ApiKeyId, PartnerId, WorkspaceId};

use crate::{PlatformTx, Result};

/// What a key opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyScope {
    /// One workspace.
    Workspace(WorkspaceId),
    /// One partner.
    Partner(PartnerId),
    /// The platform's provisioning.
    Platform,
}

/// An API key without its secret.
#[derive(Debug, Clone)]
pub struct ApiKey {
    /// Which.
    pub id: ApiKeyId,
    /// What it opens.
    pub scope: KeyScope,
    /// Its name.
    pub name: String,
    /// `read`, `send`, `manage`.
    pub scopes: Vec<String>,
    /// Since when.
    pub created_at: Time,
    /// Last use, to the minute.
    pub used_at: Option<Time>,
}

/// Stores a key; only the hash of its secret.
pub async fn create_api_key(tx: &mut PlatformTx, key: &ApiKey, secret_hash: &[u8]) -> Result<()> {
    let (workspace, partner, platform) = match key.scope {
        KeyScope::Workspace(id) => (Some(id.uuid()), None, false),
        KeyScope::Partner(id) => (None, Some(id.uuid()), false),
        KeyScope::Platform => (None, None, true),
    };
    sqlx::query!(
        "INSERT INTO app.api_key (id, secret_hash, workspace_id, partner_id, platform, name, scopes, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        key.id.uuid(),
        secret_hash,
        workspace,
        partner,
        platform,
        key.name,
        &key.scopes,
        key.created_at
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// A live key by its hash.
pub async fn api_key(tx: &mut PlatformTx, secret_hash: &[u8], now: Time) -> Result<Option<ApiKey>> {
    let row = sqlx::query!(
        "SELECT id, workspace_id, partner_id, name, scopes, created_at, used_at FROM app.api_key
         WHERE secret_hash = $1 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > $2)",
        secret_hash,
        now
    )
    .fetch_optional(tx.conn())
    .await?;
    let Some(r) = row else { return Ok(None) };
    if r.used_at
        .is_none_or(|used| now - used > chrono::Duration::seconds(60))
    {
        sqlx::query!(
            "UPDATE app.api_key SET used_at = $2 WHERE id = $1",
            r.id,
            now
        )
        .execute(tx.conn())
        .await?;
    }
    Ok(Some(ApiKey {
        id: r.id.into(),
        scope: key_scope(r.workspace_id, r.partner_id),
        name: r.name,
        scopes: r.scopes,
        created_at: r.created_at,
        used_at: r.used_at,
    }))
}

/// A workspace's live keys, newest first.
pub async fn api_keys(tx: &mut PlatformTx, workspace: WorkspaceId) -> Result<Vec<ApiKey>> {
    let rows = sqlx::query!(
        "SELECT id, workspace_id, partner_id, name, scopes, created_at, used_at FROM app.api_key
         WHERE workspace_id = $1 AND revoked_at IS NULL ORDER BY created_at DESC",
        workspace.uuid()
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| ApiKey {
            id: r.id.into(),
            scope: key_scope(r.workspace_id, r.partner_id),
            name: r.name,
            scopes: r.scopes,
            created_at: r.created_at,
            used_at: r.used_at,
        })
        .collect())
}

/// Revokes a workspace's key; false when the workspace has no such live key.
pub async fn revoke_api_key(
    tx: &mut PlatformTx,
    workspace: WorkspaceId,
    id: ApiKeyId,
    now: Time,
) -> Result<bool> {
    let done = sqlx::query!(
        "UPDATE app.api_key SET revoked_at = $3 WHERE id = $1 AND workspace_id = $2 AND revoked_at IS NULL",
        id.uuid(),
        workspace.uuid(),
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected() == 1)
}

fn key_scope(workspace: Option<uuid::Uuid>, partner: Option<uuid::Uuid>) -> KeyScope {
    match (workspace, partner) {
        (Some(id), _) => KeyScope::Workspace(id.into()),
        (None, Some(id)) => KeyScope::Partner(id.into()),
        (None, None) => KeyScope::Platform,
    }
}
