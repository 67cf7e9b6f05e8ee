//! A partner and a workspace for one test.

use anyhow::Result;
use db::partners::NewWorkspace;
use domain::clock::{Clock, SystemClock};
use domain::ids::{PartnerId, WorkspaceId};

use crate::Database;

/// A workspace nobody else uses, so that tests share a database without meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tenant {
    /// The partner.
    pub partner: PartnerId,
    /// The workspace.
    pub workspace: WorkspaceId,
}

impl Tenant {
    /// A new workspace of a new partner.
    pub async fn new(database: &Database) -> Result<Self> {
        let partner = PartnerId::new();
        let mut tx = database.db().platform().await?;
        db::partners::create(&mut tx, partner, "Mitra Uji", SystemClock.now()).await?;
        tx.commit().await?;
        Self::of(database, partner).await
    }

    /// Another workspace of the same partner.
    pub async fn beside(self, database: &Database) -> Result<Self> {
        Self::of(database, self.partner).await
    }

    async fn of(database: &Database, partner: PartnerId) -> Result<Self> {
        let workspace = WorkspaceId::new();
        let new = NewWorkspace {
            id: workspace,
            partner,
            name: "Toko Uji".to_owned(),
            locale: "id".to_owned(),
            timezone: "Asia/Jakarta".to_owned(),
            simulated: true,
        };
        let mut tx = database.db().platform().await?;
        db::partners::create_workspace(&mut tx, &new, SystemClock.now()).await?;
        tx.commit().await?;
        Ok(Self { partner, workspace })
    }
}
