//! Partners and their workspaces.

use domain::Time;
use domain::ids::{PartnerId, WorkspaceId};

use crate::{PartnerTx, PlatformTx, Result};

/// A workspace to be made.
#[derive(Debug, Clone)]
pub struct NewWorkspace {
    /// Its id.
    pub id: WorkspaceId,
    /// Whose client it is.
    pub partner: PartnerId,
    /// Its name, 1 to 200 characters.
    pub name: String,
    /// Language of its people.
    pub locale: String,
    /// IANA time zone.
    pub timezone: String,
    /// Whether everything in it is simulated; cannot be changed later.
    pub simulated: bool,
}

/// A workspace as its partner sees it.
#[derive(Debug, Clone)]
pub struct ClientRow {
    /// Which.
    pub id: WorkspaceId,
    /// Its name.
    pub name: String,
    /// Whether it is simulated.
    pub simulated: bool,
    /// Since when.
    pub created_at: Time,
}

/// Makes a partner.
pub async fn create(tx: &mut PlatformTx, id: PartnerId, name: &str, now: Time) -> Result<()> {
    sqlx::query!(
        "INSERT INTO app.partner (id, name, created_at) VALUES ($1, $2, $3)",
        id.uuid(),
        name,
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Whether a partner exists.
pub async fn exists(tx: &mut PlatformTx, id: PartnerId) -> Result<bool> {
    Ok(sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT 1 FROM app.partner WHERE id = $1) AS "e!""#,
        id.uuid()
    )
    .fetch_one(tx.conn())
    .await?)
}

/// Makes a workspace, by the platform.
pub async fn create_workspace(tx: &mut PlatformTx, new: &NewWorkspace, now: Time) -> Result<()> {
    sqlx::query!(
        "INSERT INTO app.workspace (workspace_id, partner_id, name, locale, timezone, simulated, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        new.id.uuid(),
        new.partner.uuid(),
        new.name,
        new.locale,
        new.timezone,
        new.simulated,
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Makes a workspace, by its partner. Row-level security refuses any other partner's id.
pub async fn provision_workspace(tx: &mut PartnerTx, new: &NewWorkspace, now: Time) -> Result<()> {
    sqlx::query!(
        "INSERT INTO app.workspace (workspace_id, partner_id, name, locale, timezone, simulated, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        new.id.uuid(),
        new.partner.uuid(),
        new.name,
        new.locale,
        new.timezone,
        new.simulated,
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// A partner's workspaces, oldest first.
pub async fn clients(tx: &mut PartnerTx) -> Result<Vec<ClientRow>> {
    let partner = tx.partner().uuid();
    let rows = sqlx::query!(
        "SELECT workspace_id, name, simulated, created_at FROM app.workspace WHERE partner_id = $1 ORDER BY created_at, workspace_id",
        partner
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| ClientRow {
            id: r.workspace_id.into(),
            name: r.name,
            simulated: r.simulated,
            created_at: r.created_at,
        })
        .collect())
}

/// A workspace in the platform's directory.
#[derive(Debug, Clone)]
pub struct DirectoryRow {
    /// Which.
    pub id: WorkspaceId,
    /// Its name.
    pub name: String,
    /// Whose client.
    pub partner: PartnerId,
    /// The partner's name.
    pub partner_name: String,
    /// Whether simulated.
    pub simulated: bool,
}

/// A workspace by id, for the platform.
pub async fn directory(tx: &mut PlatformTx, id: WorkspaceId) -> Result<Option<DirectoryRow>> {
    let row = sqlx::query!(
        r#"SELECT w.workspace_id, w.name, w.partner_id, w.simulated, p.name AS partner_name
           FROM app.workspace w JOIN app.partner p ON p.id = w.partner_id WHERE w.workspace_id = $1"#,
        id.uuid()
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.map(|r| DirectoryRow {
        id: r.workspace_id.into(),
        name: r.name,
        partner: r.partner_id.into(),
        partner_name: r.partner_name,
        simulated: r.simulated,
    }))
}

/// Whether there is a workspace in which not everything is simulated.
pub async fn any_real_workspace(tx: &mut PlatformTx) -> Result<bool> {
    let any = sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT 1 FROM app.workspace WHERE NOT simulated) AS "any!""#
    )
    .fetch_one(tx.conn())
    .await?;
    Ok(any)
}
