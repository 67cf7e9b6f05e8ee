//! Invitations into a workspace: a link that works once. Only its token's hash is stored.

use domain::Time;
use domain::ids::{InvitationId, WorkspaceId};

use crate::{PlatformTx, Result};

/// An invitation.
#[derive(Debug, Clone)]
pub struct Invitation {
    /// Which.
    pub id: InvitationId,
    /// Into which workspace.
    pub workspace: WorkspaceId,
    /// Its name.
    pub workspace_name: String,
    /// Whom: a lower-case address.
    pub email: String,
    /// What they will be.
    pub role: String,
    /// The name of who invited.
    pub invited_by: String,
    /// Since when.
    pub created_at: Time,
    /// No longer after this.
    pub expires_at: Time,
}

/// Makes an invitation; an open one to the same address in the same workspace ends.
pub async fn create(tx: &mut PlatformTx, new: &Invitation, token_hash: &[u8]) -> Result<()> {
    sqlx::query!(
        "UPDATE app.invitation SET revoked_at = $3 WHERE workspace_id = $1 AND email = $2 AND accepted_at IS NULL AND revoked_at IS NULL",
        new.workspace.uuid(),
        new.email,
        new.created_at
    )
    .execute(tx.conn())
    .await?;
    sqlx::query!(
        "INSERT INTO app.invitation (id, token_hash, workspace_id, email, role, invited_by, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        new.id.uuid(),
        token_hash,
        new.workspace.uuid(),
        new.email,
        new.role,
        new.invited_by,
        new.created_at,
        new.expires_at
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// The open invitations of a workspace, newest first; expired ones stay in the list for a month, to be sent again.
pub async fn list(
    tx: &mut PlatformTx,
    workspace: WorkspaceId,
    now: Time,
) -> Result<Vec<Invitation>> {
    let rows = sqlx::query!(
        "SELECT i.id, w.name AS workspace_name, i.email, i.role, i.invited_by, i.created_at, i.expires_at
         FROM app.invitation i JOIN app.workspace w ON w.workspace_id = i.workspace_id
         WHERE i.workspace_id = $1 AND i.accepted_at IS NULL AND i.revoked_at IS NULL AND i.expires_at > $2
         ORDER BY i.created_at DESC, i.id DESC",
        workspace.uuid(),
        now - chrono::Duration::days(30)
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| Invitation {
            id: r.id.into(),
            workspace,
            workspace_name: r.workspace_name,
            email: r.email,
            role: r.role,
            invited_by: r.invited_by,
            created_at: r.created_at,
            expires_at: r.expires_at,
        })
        .collect())
}

/// The open invitation a token belongs to, locked until the transaction ends so that it is taken once.
pub async fn by_token(
    tx: &mut PlatformTx,
    token_hash: &[u8],
    now: Time,
) -> Result<Option<Invitation>> {
    let row = sqlx::query!(
        "SELECT i.id, i.workspace_id, w.name AS workspace_name, i.email, i.role, i.invited_by, i.created_at, i.expires_at
         FROM app.invitation i JOIN app.workspace w ON w.workspace_id = i.workspace_id
         WHERE i.token_hash = $1 AND i.accepted_at IS NULL AND i.revoked_at IS NULL AND i.expires_at > $2 FOR UPDATE OF i",
        token_hash,
        now
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.map(|r| Invitation {
        id: r.id.into(),
        workspace: r.workspace_id.into(),
        workspace_name: r.workspace_name,
        email: r.email,
        role: r.role,
        invited_by: r.invited_by,
        created_at: r.created_at,
        expires_at: r.expires_at,
    }))
}

/// Marks it taken.
pub async fn accepted(tx: &mut PlatformTx, id: InvitationId, now: Time) -> Result<()> {
    sqlx::query!(
        "UPDATE app.invitation SET accepted_at = $2 WHERE id = $1",
        id.uuid(),
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Takes an open invitation back; answers whom it was for.
pub async fn revoke(
    tx: &mut PlatformTx,
    workspace: WorkspaceId,
    id: InvitationId,
    now: Time,
) -> Result<Option<String>> {
    let email = sqlx::query_scalar!(
        "UPDATE app.invitation SET revoked_at = $3
         WHERE workspace_id = $1 AND id = $2 AND accepted_at IS NULL AND revoked_at IS NULL RETURNING email",
        workspace.uuid(),
        id.uuid(),
        now
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(email)
}
