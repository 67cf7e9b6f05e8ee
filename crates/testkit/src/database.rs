//! A database for tests.

use std::sync::Arc;

use anyhow::Result;
use db::Db;
use sqlx::postgres::PgConnectOptions;
use sqlx::{ConnectOptions, PgConnection};
use tokio::sync::OnceCell;

use crate::Server;
use crate::server::drop_database;

/// A migrated database on a real server, and the product's way into it.
///
/// The pools belong to the test that asked: connections do not outlive the runtime of a `#[tokio::test]`.
#[derive(Debug)]
pub struct Database {
    named: Arc<Named>,
    db: Db,
}

/// Dropped with its last user.
#[derive(Debug)]
struct Named {
    server: Server,
    name: String,
}

impl Database {
    /// The database that all tests of this program share; each brings a [`crate::Tenant`] of its own.
    pub async fn shared() -> Result<Self> {
        static SHARED: OnceCell<Arc<Named>> = OnceCell::const_new();
        let named = SHARED
            .get_or_try_init(|| async {
                let database = Server::shared().await?.database().await?;
                anyhow::Ok(database.named)
            })
            .await?;
        Ok(Self::open(Arc::clone(named)))
    }

    /// A database of this test's own, dropped with it: for lanes, the journal and whatever counts all rows.
    pub async fn fresh() -> Result<Self> {
        Server::shared().await?.database().await
    }

    pub(crate) fn new(server: Server, name: String) -> Self {
        Self::open(Arc::new(Named { server, name }))
    }

    fn open(named: Arc<Named>) -> Self {
        let db = Db::open(&named.server.config(&named.name));
        Self { named, db }
    }

    /// A copy of it as it is now, as a backup would be. Ends the sessions of whoever uses it; workers are stopped before.
    pub async fn backup(&self) -> Result<Self> {
        let mut admin = self.named.server.admin("postgres").connect().await?;
        let mut tries = 20;
        loop {
            sqlx::query(
                "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = $1",
            )
            .bind(self.name())
            .execute(&mut admin)
            .await?;
            // A pool may have come back in between.
            match self.named.server.copy_of(self.name()).await {
                Err(_) if tries > 0 => tries -= 1,
                done => return done,
            }
        }
    }

    /// The product's way in.
    #[must_use]
    pub const fn db(&self) -> &Db {
        &self.db
    }

    /// What the product is configured with here.
    #[must_use]
    pub fn config(&self) -> db::Config {
        self.named.server.config(&self.named.name)
    }

    /// The administrator's way in, past every policy: for setting a scene and for looking at what is really there.
    #[must_use]
    pub fn admin(&self) -> PgConnectOptions {
        self.named.server.admin(&self.named.name)
    }

    /// A connection of the administrator.
    pub async fn admin_connection(&self) -> Result<PgConnection> {
        Ok(self.admin().connect().await?)
    }

    /// The way in as one of the login roles, such as `loket_app`, outside the product's scopes.
    #[must_use]
    pub fn login(&self, role: &str) -> PgConnectOptions {
        self.named.server.login(role, &self.named.name)
    }

    /// Its name on the server.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.named.name
    }

    /// The server it lies on.
    #[must_use]
    pub fn server(&self) -> &Server {
        &self.named.server
    }
}

impl Drop for Named {
    fn drop(&mut self) {
        let admin = self.server.admin("postgres");
        let name = std::mem::take(&mut self.name);
        // Off the caller's runtime, which may be ending, and without waiting: the server drops a database only when
        // all its sessions have looked up, and one of them may be sending to this very thread. What does not get
        // done before the process ends is swept by the next run.
        std::thread::spawn(move || -> Result<()> {
            tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()?
                .block_on(async { drop_database(&mut admin.connect().await?, &name).await })
        });
    }
}
