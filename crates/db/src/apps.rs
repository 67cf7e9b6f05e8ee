//! Meta apps: whose secret signs the webhooks of which address.

use domain::Time;
use domain::ids::{AppRef, WorkspaceId};
use secrecy::{ExposeSecret, SecretString};

use crate::seal::{Place, Sealed};
use crate::{PlatformTx, Result};

/// A Meta app with its opened secrets.
#[derive(Debug, Clone)]
pub struct MetaApp {
    /// Part of its webhook address.
    pub app_ref: AppRef,
    /// The workspace that brought it; `None` for the platform's own.
    pub workspace: Option<WorkspaceId>,
    /// Meta's id of the app.
    pub app_id: String,
    /// Signs webhooks now.
    pub secret: SecretString,
    /// Signed webhooks before a rotation, still accepted.
    pub previous_secret: Option<SecretString>,
    /// Answers the verification handshake.
    pub verify_token: SecretString,
    /// Whether it is the simulated Meta's.
    pub simulated: bool,
}

fn place(app_ref: uuid::Uuid, column: &'static str) -> Place<'static> {
    Place {
        workspace: uuid::Uuid::nil(),
        table: "meta_app",
        column,
        row: app_ref,
    }
}

/// Stores an app, or its changed secrets: the present secret becomes the previous one.
pub async fn save(tx: &mut PlatformTx, app: &MetaApp, now: Time) -> Result<()> {
    let id = app.app_ref.uuid();
    let key = tx.master_key().clone();
    let seal = |column: &'static str, secret: &SecretString| {
        key.seal(&place(id, column), secret.expose_secret().as_bytes())
    };
    let secret = seal("secret_sealed", &app.secret)?;
    let previous = app
        .previous_secret
        .as_ref()
        .map(|s| seal("previous_secret_sealed", s))
        .transpose()?;
    let verify = seal("verify_token_sealed", &app.verify_token)?;
    sqlx::query!(
        "INSERT INTO app.meta_app (app_ref, workspace_id, app_id, secret_sealed, previous_secret_sealed, verify_token_sealed, simulated, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
         ON CONFLICT (app_ref) DO UPDATE SET app_id = excluded.app_id, secret_sealed = excluded.secret_sealed,
           previous_secret_sealed = excluded.previous_secret_sealed, verify_token_sealed = excluded.verify_token_sealed",
        id,
        app.workspace.map(WorkspaceId::uuid),
        app.app_id,
        secret.0,
        previous.map(|s| s.0),
        verify.0,
        app.simulated,
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// An app by its reference, secrets opened.
pub async fn get(tx: &mut PlatformTx, app_ref: AppRef) -> Result<Option<MetaApp>> {
    let row = sqlx::query!(
        "SELECT workspace_id, app_id, secret_sealed, previous_secret_sealed, verify_token_sealed, simulated FROM app.meta_app WHERE app_ref = $1",
        app_ref.uuid()
    )
    .fetch_optional(tx.conn())
    .await?;
    let Some(row) = row else { return Ok(None) };
    let key = tx.master_key();
    let open = |column: &'static str, bytes: Vec<u8>| {
        key.open(&place(app_ref.uuid(), column), &Sealed(bytes))
    };
    Ok(Some(MetaApp {
        app_ref,
        workspace: row.workspace_id.map(WorkspaceId::from),
        app_id: row.app_id,
        secret: open("secret_sealed", row.secret_sealed)?,
        previous_secret: row
            .previous_secret_sealed
            .map(|b| open("previous_secret_sealed", b))
            .transpose()?,
        verify_token: open("verify_token_sealed", row.verify_token_sealed)?,
        simulated: row.simulated,
    }))
}

/// The apps a workspace brought.
pub async fn of_workspace(tx: &mut PlatformTx, workspace: WorkspaceId) -> Result<Vec<MetaApp>> {
    let refs = sqlx::query_scalar!(
        "SELECT app_ref FROM app.meta_app WHERE workspace_id = $1 ORDER BY created_at",
        workspace.uuid()
    )
    .fetch_all(tx.conn())
    .await?;
    let mut apps = Vec::new();
    for app in refs {
        apps.extend(get(tx, app.into()).await?);
    }
    Ok(apps)
}

/// An app, held until the transaction ends: two changes of its secrets come one after the other.
pub async fn hold(tx: &mut PlatformTx, app_ref: AppRef) -> Result<Option<MetaApp>> {
    sqlx::query_scalar!(
        "SELECT app_ref FROM app.meta_app WHERE app_ref = $1 FOR UPDATE",
        app_ref.uuid()
    )
    .fetch_optional(tx.conn())
    .await?;
    get(tx, app_ref).await
}

/// Forgets an app that has no route.
pub async fn forget(tx: &mut PlatformTx, app_ref: AppRef) -> Result<()> {
    sqlx::query!(
        "DELETE FROM app.meta_app WHERE app_ref = $1",
        app_ref.uuid()
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}
