//! The Postgres that tests run against.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use anyhow::{Context, Result};
use db::MasterKey;
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};
use sqlx::migrate::Migrator;
use sqlx::postgres::PgConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, Executor, PgConnection};
use tokio::sync::OnceCell;

use crate::{Database, owner};

/// The same files the product applies; here only to name the template after what is in it.
static MIGRATIONS: Migrator = sqlx::migrate!("../db/migrations");

/// Seconds a shared server waits for the next test program before it stops.
const LINGER: u32 = 30;

/// The bytes of the key that every test database is sealed with.
const MASTER: [u8; 32] = *b"a key for tests, known to us all";

/// The key that every test database is sealed with.
#[must_use]
pub fn master_key() -> MasterKey {
    MasterKey::new(MASTER)
}

/// A running server with a migrated template. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Server(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    cluster: pg::Cluster,
    home: PathBuf,
    template: String,
    made: AtomicU32,
    _owner: File,
    _alone: Option<File>,
    _watch: Option<Watch>,
}

impl Server {
    /// The server of this checkout, shared by all test programs. Roles are the same for all of them: a test that
    /// changes one takes [`Server::private`].
    pub async fn shared() -> Result<Self> {
        static SHARED: OnceCell<Server> = OnceCell::const_new();
        SHARED
            .get_or_try_init(|| Self::reach("loket-tests", false))
            .await
            .cloned()
    }

    /// A server that this test program has to itself; waits while another program has the server of this name.
    /// Roles are as the last program left them. Keep it in a static: making it takes a second.
    pub async fn private(name: &str) -> Result<Self> {
        Self::reach(&format!("loket-tests-{name}"), true).await
    }

    async fn reach(name: &str, alone: bool) -> Result<Self> {
        let outcome = Self::start(&home(name), alone).await;
        match outcome {
            // Run by root, the server has an account of its own, which may not come to this checkout.
            Err(error) if matches!(error.downcast_ref(), Some(pg::Error::Passage { .. })) => {
                Self::start(&std::env::temp_dir().join(name), alone).await
            }
            other => other,
        }
    }

    async fn start(home: &Path, alone: bool) -> Result<Self> {
        let alone = if alone {
            Some(owner::alone(home, "alone.lock").await?)
        } else {
            None
        };
        let options = pg::Options {
            settings: vec![
                ("max_connections".to_owned(), "200".to_owned()),
                ("shared_buffers".to_owned(), "128MB".to_owned()),
                ("autovacuum".to_owned(), "off".to_owned()),
            ],
            ..pg::Options::test(home)
        };
        let cluster = pg::start(options).await?;
        let server = Self(Arc::new(Inner {
            _watch: Watch::over(home),
            _owner: owner::claim(&home.join("owners"))?,
            _alone: alone,
            cluster,
            template: template_name(),
            home: home.to_owned(),
            made: AtomicU32::new(0),
        }));
        server.make_template().await?;
        Ok(server)
    }

    /// A new migrated database.
    pub async fn database(&self) -> Result<Database> {
        self.copy_of(&self.0.template).await
    }

    /// A copy of a database that nobody is connected to.
    pub async fn copy_of(&self, template: &str) -> Result<Database> {
        let n = self.0.made.fetch_add(1, Ordering::Relaxed);
        let name = format!("loket_test_{}_{n}", owner::token());
        let mut admin = self.admin("postgres").connect().await?;
        create(&mut admin, &name, Some(template)).await?;
        copy_grants(&mut admin, template, &name).await?;
        admin.close().await?;
        Ok(Database::new(self.clone(), name))
    }

    /// The administrator's way to a database of this server.
    #[must_use]
    pub fn admin(&self, database: &str) -> PgConnectOptions {
        PgConnectOptions::new_without_pgpass()
            .host(&self.0.cluster.socket_dir().to_string_lossy())
            .port(self.0.cluster.port())
            .username(self.0.cluster.superuser())
            .password(self.0.cluster.password())
            .database(database)
            .disable_statement_logging()
    }

    /// The way in as one of the login roles, such as `loket_app`. The password is worked out here anew, so that the
    /// rule it follows cannot change unseen and lock out nodes that still run.
    #[must_use]
    #[expect(clippy::missing_panics_doc, reason = "HMAC takes a key of any length")]
    pub fn login(&self, role: &str, database: &str) -> PgConnectOptions {
        let mut mac = Hmac::<Sha256>::new_from_slice(&MASTER).expect("HMAC takes any key length");
        mac.update(b"loket.role.v1|");
        mac.update(role.as_bytes());
        self.admin(database)
            .username(role)
            .password(&hex::encode(mac.finalize().into_bytes()))
    }

    pub(crate) fn config(&self, database: &str) -> db::Config {
        db::Config {
            admin: self.admin(database),
            master_key: master_key(),
            durable: false,
            connections: 8,
        }
    }

    pub(crate) fn socket(&self) -> PathBuf {
        let cluster = &self.0.cluster;
        cluster
            .socket_dir()
            .join(format!(".s.PGSQL.{}", cluster.port()))
    }

    /// Role statements of two databases must not meet: they change the same rows of a shared catalog.
    async fn prepare(&self, database: &str) -> Result<()> {
        let _turn = owner::alone(&self.0.home, "prepare.lock").await?;
        db::prepare(&self.config(database)).await?;
        Ok(())
    }

    async fn make_template(&self) -> Result<()> {
        let _turn = owner::alone(&self.0.home, "template.lock").await?;
        let mut admin = self.admin("postgres").connect().await?;
        self.sweep(&mut admin).await?;
        let template = &self.0.template;
        let ready: bool =
            sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM pg_database WHERE datname = $1)")
                .bind(template)
                .fetch_one(&mut admin)
                .await?;
        if ready {
            // Roles may have changed since, though the migrations did not.
            self.prepare(template).await?;
        } else {
            // Under another name until it is whole.
            let making = format!("loket_test_{}_making", owner::token());
            create(&mut admin, &making, None).await?;
            self.prepare(&making).await?;
            admin
                .execute(AssertSqlSafe(format!(
                    "ALTER DATABASE {making} RENAME TO {template}"
                )))
                .await
                .context("name the template")?;
        }
        admin.close().await?;
        Ok(())
    }

    /// Drops what processes that ended left behind, and templates of older migrations that nobody may still use.
    async fn sweep(&self, admin: &mut PgConnection) -> Result<()> {
        let owners = self.0.home.join("owners");
        let names: Vec<String> = sqlx::query_scalar(
            "SELECT datname FROM pg_database WHERE datname LIKE 'loket\\_test\\_%'",
        )
        .fetch_all(&mut *admin)
        .await?;
        for name in names {
            let token = name.split('_').nth(2).unwrap_or_default();
            if token != owner::token() && owner::gone(&owners, token) {
                drop_database(admin, &name).await?;
            }
        }
        owner::sweep(&owners)
    }
}

async fn create(admin: &mut PgConnection, name: &str, template: Option<&str>) -> Result<()> {
    let template = template.unwrap_or("template0");
    admin
        .execute(AssertSqlSafe(format!(
            "CREATE DATABASE {name} TEMPLATE {template}"
        )))
        .await
        .with_context(|| format!("copy {template}"))?;
    Ok(())
}

/// Grants on a database itself do not come along when it is copied.
async fn copy_grants(admin: &mut PgConnection, from: &str, to: &str) -> Result<()> {
    let grants: Vec<String> = sqlx::query_scalar(
        "SELECT format('GRANT %s ON DATABASE %I TO %s', a.privilege_type, $2,
                  CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE a.grantee::regrole::text END)
         FROM pg_database d, aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) a
         WHERE d.datname = $1 AND a.grantee <> d.datdba",
    )
    .bind(from)
    .bind(to)
    .fetch_all(&mut *admin)
    .await?;
    let revoke = format!("REVOKE ALL ON DATABASE {to} FROM PUBLIC");
    let all = std::iter::once(revoke).chain(grants).collect::<Vec<_>>();
    admin
        .execute(sqlx::raw_sql(AssertSqlSafe(all.join(";"))))
        .await?;
    Ok(())
}

pub(crate) async fn drop_database(admin: &mut PgConnection, name: &str) -> Result<()> {
    admin
        .execute(AssertSqlSafe(format!(
            "DROP DATABASE IF EXISTS {name} WITH (FORCE)"
        )))
        .await
        .with_context(|| format!("drop {name}"))?;
    Ok(())
}

/// A template for each state of the migrations, so that two checkouts or branches never share one.
fn template_name() -> String {
    let mut hash = Sha256::new();
    for migration in MIGRATIONS.iter() {
        hash.update(migration.version.to_be_bytes());
        hash.update(&migration.checksum);
    }
    format!("loket_template_{}", hex::encode(&hash.finalize()[..8]))
}

/// A folder in `target/tmp`, wherever the target folder is.
fn home(name: &str) -> PathBuf {
    let exe = std::env::current_exe().ok();
    let target = exe.as_deref().and_then(|exe| {
        exe.ancestors()
            .find(|dir| dir.join("CACHEDIR.TAG").is_file())
    });
    match target {
        Some(target) => target.join("tmp").join(name),
        None => std::env::temp_dir().join(name),
    }
}

/// Stops the server some time after its last user has ended, however it ended.
///
/// A static value is never dropped, and a killed process drops nothing; but the kernel closes its pipes. A shell
/// reads from one until then, waits whether another program comes, and signals the server under the locks by which
/// users announce themselves. Where there is no `flock` command the server runs on, and the next run adopts it.
#[derive(Debug)]
struct Watch(#[expect(dead_code, reason = "held for its pipe")] Child);

impl Watch {
    fn over(home: &Path) -> Option<Self> {
        let script = format!(
            "cat >/dev/null; sleep {LINGER}; cd \"$1\" && command -v flock >/dev/null && \
             exec flock start.lock flock --nonblock lock \
             sh -c 'read pid <cluster/postmaster.pid && kill -INT \"$pid\"'"
        );
        let mut command = Command::new("sh");
        command
            .args(["-c", &script, "loket-tests-watch"])
            .arg(home.join("postgres"))
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        // Out of reach of a Ctrl-C that ends the tests.
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        command.spawn().ok().map(Self)
    }
}
