//! The way to the database: our own server, or the operator's.

use anyhow::{Context as _, Result};
use db::{Db, MasterKey};
use secrecy::ExposeSecret as _;
use sqlx::ConnectOptions as _;
use sqlx::postgres::PgConnectOptions;

use crate::settings::Settings;
use crate::{master_key, private_file};

/// The database of our own server. It is the one `initdb` makes, so that nothing has to be created.
const OWN_DATABASE: &str = "postgres";

/// An open database.
#[derive(Debug)]
pub(crate) struct Database {
    /// The way to rows.
    pub(crate) db: Db,
    /// The administrator's way, for `loket doctor`.
    pub(crate) admin: PgConnectOptions,
    /// Our own server, when this process holds it.
    cluster: Option<pg::Cluster>,
}

impl Database {
    /// For `serve`: starts or adopts our own server, or reaches the operator's, and brings it to the present schema.
    /// Warns so that nobody overlooks it.
    pub(crate) async fn open(settings: &Settings) -> Result<Self> {
        let (database, warnings) = Self::prepared(settings).await?;
        for db::Warning(text) in warnings {
            loudly(&text);
        }
        Ok(database)
    }

    /// For commands: beside a running server when there is one, otherwise with our own server for as long as the
    /// command runs.
    pub(crate) async fn beside(settings: &Settings) -> Result<Self> {
        if settings.database_url.is_none()
            && let Some(endpoint) = pg::running(&settings.data_dir)?
        {
            let key = master_key::load(&settings.master_key_file)?;
            let config = own(&endpoint, key);
            return Ok(Self {
                db: Db::open(&config),
                admin: config.admin,
                cluster: None,
            });
        }
        private_file::folder_to_pass(&settings.data_dir)?;
        Ok(Self::prepared(settings).await?.0)
    }

    async fn prepared(settings: &Settings) -> Result<(Self, Vec<db::Warning>)> {
        let key = master_key::load_or_make(settings)?;
        let (config, cluster) = if settings.database_url.is_some() {
            (remote(settings, key)?, None)
        } else {
            let cluster = pg::start(pg::Options::durable(&settings.data_dir)).await?;
            (own(cluster.endpoint(), key), Some(cluster))
        };
        let warnings = db::prepare(&config)
            .await
            .context("the database cannot be used")?;
        let db = Db::open(&config);
        Ok((
            Self {
                db,
                admin: config.admin,
                cluster,
            },
            warnings,
        ))
    }

    /// Brings the database to the present schema, whoever runs the server.
    pub(crate) async fn migrate(&self, settings: &Settings) -> Result<()> {
        let master_key = master_key::load(&settings.master_key_file)?;
        let config = db::Config {
            admin: self.admin.clone(),
            master_key,
            durable: true,
            connections: 2,
        };
        db::prepare(&config)
            .await
            .context("the database cannot be used")?;
        Ok(())
    }

    /// Closes connections and stops our own server when this process started it.
    pub(crate) async fn close(self) -> Result<()> {
        self.db.close().await;
        if let Some(cluster) = self.cluster {
            cluster.stop().await?;
        }
        Ok(())
    }
}

/// A warning that cannot be overlooked, in the log and between log lines.
fn loudly(text: &str) {
    tracing::warn!("{text}");
    let line = "!".repeat(78);
    crate::out::note(format_args!("{line}\n!! {text}\n{line}"));
}

fn own(endpoint: &pg::Endpoint, master_key: MasterKey) -> db::Config {
    let admin = PgConnectOptions::new_without_pgpass()
        .host(&endpoint.socket_dir().to_string_lossy())
        .port(endpoint.port())
        .username(endpoint.superuser())
        .password(endpoint.password())
        .database(OWN_DATABASE)
        .disable_statement_logging();
    db::Config {
        admin,
        master_key,
        durable: true,
        connections: 8,
    }
}

fn remote(settings: &Settings, master_key: MasterKey) -> Result<db::Config> {
    let url = settings
        .database_url
        .as_ref()
        .context("DATABASE_URL is not set")?;
    db::Config::from_url(url.expose_secret(), master_key)
        // The cause may quote the address with its password.
        .map_err(|_| {
            anyhow::anyhow!(
                "DATABASE_URL is no address such as postgres://user:password@host/database"
            )
        })
}
