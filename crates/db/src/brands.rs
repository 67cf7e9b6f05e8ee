//! How a partner looks: name and colours as they were checked, and a picture.

use domain::ids::{PartnerId, WorkspaceId};
use serde_json::Value;

use crate::{PartnerTx, PlatformTx, Result};

/// A partner's look, as it is stored.
#[derive(Debug, Clone)]
pub struct BrandRow {
    /// Whose.
    pub partner: PartnerId,
    /// The partner's name.
    pub partner_name: String,
    /// Name and colours.
    pub brand: Value,
    /// A mark of the picture that changes with it; none without a picture.
    pub logo: Option<String>,
}

/// A picture with its type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logo {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// `image/png`, `image/jpeg` or `image/webp`.
    pub kind: String,
}

macro_rules! brand_row {
    ($row:expr) => {
        $row.map(|r| BrandRow {
            partner: r.id.into(),
            partner_name: r.name,
            brand: r.brand,
            logo: r.logo,
        })
    };
}

/// A partner's own look.
pub async fn own(tx: &mut PartnerTx) -> Result<Option<BrandRow>> {
    let partner = tx.partner().uuid();
    let row = sqlx::query!(
        "SELECT id, name, brand, left(md5(logo), 12) AS logo FROM app.partner WHERE id = $1",
        partner
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(brand_row!(row))
}

/// Keeps name and colours.
pub async fn save(tx: &mut PartnerTx, brand: &Value) -> Result<()> {
    let partner = tx.partner().uuid();
    sqlx::query!(
        "UPDATE app.partner SET brand = $2 WHERE id = $1",
        partner,
        brand
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Keeps the picture, or takes it away.
pub async fn save_logo(tx: &mut PartnerTx, logo: Option<&Logo>) -> Result<()> {
    let partner = tx.partner().uuid();
    sqlx::query!(
        "UPDATE app.partner SET logo = $2, logo_type = $3 WHERE id = $1",
        partner,
        logo.map(|l| l.bytes.as_slice()),
        logo.map(|l| l.kind.as_str())
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// The look of the partner whose client a workspace is.
pub async fn of_workspace(tx: &mut PlatformTx, workspace: WorkspaceId) -> Result<Option<BrandRow>> {
    let row = sqlx::query!(
        "SELECT p.id, p.name, p.brand, left(md5(p.logo), 12) AS logo
         FROM app.workspace w JOIN app.partner p ON p.id = w.partner_id WHERE w.workspace_id = $1",
        workspace.uuid()
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(brand_row!(row))
}

/// A partner's look.
pub async fn of_partner(tx: &mut PlatformTx, partner: PartnerId) -> Result<Option<BrandRow>> {
    let row = sqlx::query!(
        "SELECT id, name, brand, left(md5(logo), 12) AS logo FROM app.partner WHERE id = $1",
        partner.uuid()
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(brand_row!(row))
}

/// The look of the only partner there is: then it is the installation's, also before anybody signs in.
pub async fn only(tx: &mut PlatformTx) -> Result<Option<BrandRow>> {
    let row = sqlx::query!(
        "SELECT id, name, brand, left(md5(logo), 12) AS logo FROM app.partner
         WHERE (SELECT count(*) FROM (SELECT FROM app.partner LIMIT 2) AS few) = 1"
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(brand_row!(row))
}

/// A partner's picture.
pub async fn logo(tx: &mut PlatformTx, partner: PartnerId) -> Result<Option<Logo>> {
    let row = sqlx::query!(
        r#"SELECT logo AS "logo!", logo_type AS "logo_type!" FROM app.partner WHERE id = $1 AND logo IS NOT NULL"#,
        partner.uuid()
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.map(|r| Logo {
        bytes: r.logo,
        kind: r.logo_type,
    }))
}
