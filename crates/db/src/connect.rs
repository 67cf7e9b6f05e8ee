//! Pools, one per role, and the only ways through them.

use std::time::Duration;

use domain::ids::{PartnerId, WorkspaceId};
use secrecy::ExposeSecret;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{ConnectOptions, PgPool};

use crate::roles::Role;
use crate::scope::{Actor, Durable, IngestTx, PartnerTx, PlatformTx, WorkspaceTx};
use crate::{Hints, MasterKey, Place, Result};

/// Statements a connection keeps prepared. A reply alone needs some eighty and the chores as many, and with fewer places
/// than statements each one is parsed and planned anew whenever its turn comes.
const PREPARED: usize = 256;

/// How to reach the server.
#[derive(Debug, Clone)]
pub struct Config {
    /// The administrator: may create roles and owns the database. Used for [`crate::prepare`] only; its host, port
    /// and database name serve the other roles too.
    pub admin: PgConnectOptions,
    /// The key everything sealed hangs on.
    pub master_key: MasterKey,
    /// Refuse a server that could lose acknowledged rows. Only tests say no.
    pub durable: bool,
    /// Most connections of the app and worker pools each; at least 2.
    pub connections: u32,
}

impl Config {
    /// From a `postgres://` address.
    pub fn from_url(url: &str, master_key: MasterKey) -> Result<Self> {
        let admin: PgConnectOptions = url.parse()?;
        Ok(Self {
            admin: crate::migrate::quiet(admin),
            master_key,
            durable: true,
            connections: 8,
        })
    }

    fn role(&self, role: Role) -> PgConnectOptions {
        self.admin
            .clone()
            .username(role.name())
            .password(&role.password(&self.master_key))
            .application_name(role.name())
            .statement_cache_capacity(PREPARED)
            .disable_statement_logging()
    }
}

/// The database, behind its scopes. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Db {
    app: PgPool,
    worker: PgPool,
    ingest: PgPool,
    partner: PgPool,
    platform: PgPool,
    master_key: MasterKey,
    hints: Hints,
}

impl Db {
    /// Opens lazily: connections are made when first needed, so that a database that is down is an error of the
    /// request, not of the start.
    #[must_use]
    pub fn open(config: &Config) -> Self {
        let many = config.connections.max(2);
        let pool = |role: Role, max: u32| {
            PgPoolOptions::new()
                .max_connections(max)
                .acquire_timeout(Duration::from_secs(5))
                .idle_timeout(Duration::from_mins(2))
                .test_before_acquire(false)
                .connect_lazy_with(config.role(role))
        };
        Self {
            app: pool(Role::App, many),
            worker: pool(Role::Worker, many),
            ingest: pool(Role::Ingest, 4),
            partner: pool(Role::Partner, 2),
            platform: pool(Role::Platform, 4),
            master_key: config.master_key.clone(),
            hints: Hints::default(),
        }
    }

    /// The way to a workspace's rows, for requests.
    pub async fn workspace(&self, workspace: WorkspaceId, actor: Actor) -> Result<WorkspaceTx> {
        WorkspaceTx::begin(&self.app, workspace, actor, self, Durable::AtOnce).await
    }

    /// The way to a workspace's rows, for jobs.
    pub async fn worker(&self, workspace: WorkspaceId) -> Result<WorkspaceTx> {
        self.as_worker(workspace, Durable::AtOnce).await
    }

    /// The same for what concerns lanes alone, such as giving one back: a crash of the database may undo it although it
    /// was answered, and then the lane's lease ends by itself.
    pub async fn lane_keeper(&self, workspace: WorkspaceId) -> Result<WorkspaceTx> {
        self.as_worker(workspace, Durable::Soon).await
    }

    async fn as_worker(&self, workspace: WorkspaceId, when: Durable) -> Result<WorkspaceTx> {
        WorkspaceTx::begin(&self.worker, workspace, Actor::System, self, when).await
    }

    /// Webhooks, before a workspace is known.
    pub async fn ingest(&self) -> Result<IngestTx> {
        IngestTx::begin(&self.ingest, Durable::AtOnce).await
    }

    /// For splitting the journal: a crash of the database may undo it although it was answered, and then it is split
    /// again, since the journal itself is on disk.
    pub async fn splitting(&self) -> Result<IngestTx> {
        IngestTx::begin(&self.ingest, Durable::Soon).await
    }

    /// A partner's own directory and sums.
    pub async fn partner(&self, partner: PartnerId) -> Result<PartnerTx> {
        PartnerTx::begin(&self.partner, partner).await
    }

    /// People, sessions, keys, the directory of workspaces, the journal's health.
    pub async fn platform(&self) -> Result<PlatformTx> {
        PlatformTx::begin(&self.platform, self.master_key.clone()).await
    }

    /// Hints of this process.
    #[must_use]
    pub const fn hints(&self) -> &Hints {
        &self.hints
    }

    /// Seals something and opens it again. Answers the key's name when that works.
    #[must_use]
    pub fn check_key(&self) -> Option<String> {
        let place = Place {
            workspace: uuid::Uuid::nil(),
            table: "setup",
            column: "check",
            row: uuid::Uuid::nil(),
        };
        let key = self.master_key();
        let sealed = key.seal(&place, b"loket").ok()?;
        let opened = key.open(&place, &sealed).ok()?;
        (opened.expose_secret() == "loket").then(|| key.id())
    }

    /// A digest under a key of this installation: it can be compared, and not guessed by who has the database alone.
    #[must_use]
    pub fn keyed(&self, bytes: &[u8]) -> [u8; 32] {
        self.master_key.keyed("request", bytes)
    }

    pub(crate) const fn master_key(&self) -> &MasterKey {
        &self.master_key
    }

    /// Claims lanes of work across workspaces; says only which.
    pub(crate) fn worker_pool(&self) -> &PgPool {
        &self.worker
    }

    /// Whether the database answers.
    pub async fn ping(&self) -> Result<()> {
        let mut connection = self.app.acquire().await?;
        sqlx::query!("SELECT 1 AS one")
            .fetch_one(&mut *connection)
            .await?;
        Ok(())
    }

    /// Waits for running transactions and closes all connections.
    pub async fn close(&self) {
        for pool in [
            &self.app,
            &self.worker,
            &self.ingest,
            &self.partner,
            &self.platform,
        ] {
            pool.close().await;
        }
    }
}
