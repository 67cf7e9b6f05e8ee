//! An app connection, without its token.

use db::app_connections::{self, AppConnection as Row};
use db::{WorkspaceTx, channels};
use domain::credential::AskAgain;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::Stamp;
use crate::problem::Result;

/// What a person permitted at Meta, by which numbers live.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AppConnection {
    /// Which.
    id: Uuid,
    /// The name people gave it.
    name: String,
    /// `pending` (no business account chosen yet), `active`, `needs_reauth` or `ended` (whoever agreed took it back).
    status: String,
    /// Of `needs_reauth`: `ends_soon`, `data_access`, `expired`, `refused` or `permissions`.
    reason: Option<String>,
    /// Needed permissions that it lacks.
    missing: Vec<String>,
    /// Who agreed.
    authorizer: Option<String>,
    /// The business account that was chosen.
    account_id: Option<String>,
    /// Its name.
    account_name: Option<String>,
    /// What was permitted, and for what.
    scopes: Vec<GrantedScope>,
    /// When it ends; null when it has no end.
    expires_at: Option<Stamp>,
    /// When whoever agreed must agree again to what is read; null when never.
    data_access_expires_at: Option<Stamp>,
    /// Whether it is lengthened by itself.
    refreshable: bool,
    /// When Meta was last asked about it.
    checked_at: Stamp,
    /// When it was agreed to.
    authorized_at: Stamp,
    /// The numbers that live by it.
    numbers: Vec<ServedNumber>,
    /// Whether Meta is simulated.
    simulated: bool,
}

/// A permission.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct GrantedScope {
    /// Meta's name of it.
    scope: String,
    /// The accounts it is for; null: for all.
    targets: Option<Vec<String>>,
}

/// A number that lives by a connection.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ServedNumber {
    /// Its channel.
    channel_id: Uuid,
    /// As customers see it.
    display: String,
}

impl AppConnection {
    /// A connection with the numbers that live by it.
    pub(crate) async fn read(tx: &mut WorkspaceTx, row: Row) -> Result<Self> {
        let mut numbers = Vec::new();
        for id in app_connections::channels_of(tx, row.id).await? {
            if let Some(channel) = channels::get(tx, id).await? {
                numbers.push(ServedNumber {
                    channel_id: id.uuid(),
                    display: channel.display,
                });
            }
        }
        let granted = row.agreement.granted;
        let missing = match row.status.reason() {
            Some(AskAgain::Permissions) => meta::dialog::PERMISSIONS
                .into_iter()
                .filter(|scope| !granted.iter().any(|one| one.scope == *scope))
                .map(str::to_owned)
                .collect(),
            _ => Vec::new(),
        };
        let (account_id, account_name) = row.account.unzip();
        let credential = row.agreement.credential;
        Ok(Self {
            id: row.id.uuid(),
            name: row.name,
            status: row.status.as_str().to_owned(),
            reason: row.status.reason().map(|why| why.as_str().to_owned()),
            missing,
            authorizer: row.agreement.authorizer,
            account_id,
            account_name,
            scopes: granted
                .into_iter()
                .map(|one| GrantedScope {
                    scope: one.scope,
                    targets: one.targets,
                })
                .collect(),
            expires_at: credential.expires_at.map(Stamp::from),
            data_access_expires_at: credential.data_access_expires_at.map(Stamp::from),
            refreshable: credential.refreshable,
            checked_at: row.checked_at.into(),
            authorized_at: row.agreement.authorized_at.into(),
            numbers,
            simulated: row.simulated,
        })
    }
}
