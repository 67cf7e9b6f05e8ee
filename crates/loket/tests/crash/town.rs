//! The binary, its Postgres, some workspaces on automatic, and the stub they send to.

use std::fs::{DirBuilder, File};
use std::net::TcpListener;
use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail, ensure};
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use serde_json::Value;
use sqlx::PgPool;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

use crate::graph::Graph;

pub(crate) const SECRET: &str = "crash-app-secret";

/// The first start makes a cluster and the schema; a start after a crash recovers.
const START: Duration = Duration::from_mins(1);

/// Lanes of a killed worker come free when their lease runs out.
const SETTLE: Duration = Duration::from_mins(4);

/// A workspace with a number.
#[derive(Debug, Clone)]
pub(crate) struct Shop {
    pub(crate) workspace: uuid::Uuid,
    pub(crate) phone_number_id: String,
    pub(crate) waba_id: String,
    pub(crate) api_key: String,
}

pub(crate) struct Town {
    pub(crate) data_dir: PathBuf,
    pub(crate) url: String,
    pub(crate) shops: Vec<Shop>,
    pub(crate) graph: Graph,
    pub(crate) http: reqwest::Client,
    environment: Vec<(&'static str, String)>,
    server: Option<Child>,
}

impl Town {
    /// A first start, and five workspaces under two partners.
    pub(crate) async fn found(name: &str) -> Result<Self> {
        // Installing twice is an error that means "already there".
        let _ = rustls::crypto::ring::default_provider().install_default();
        // Others may pass, because Postgres runs on an account of its own when we are root.
        let data_dir =
            std::env::temp_dir().join(format!("loket-crash-{name}-{}", std::process::id()));
        DirBuilder::new().mode(0o711).create(&data_dir)?;
        let free = || anyhow::Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?);
        let (listen, sandbox) = (free()?, free()?);
        let graph = Graph::open(format!("http://{listen}")).await?;
        let environment = vec![
            ("LOKET_DATA_DIR", data_dir.display().to_string()),
            ("LOKET_LISTEN", listen.to_string()),
            ("LOKET_SANDBOX", "on".to_owned()),
            ("LOKET_SANDBOX_LISTEN", sandbox.to_string()),
            ("LOKET_META_APP_ID", "700100200300400".to_owned()),
            ("LOKET_META_APP_SECRET", SECRET.to_owned()),
            ("LOKET_META_VERIFY_TOKEN", "crash-verify-token".to_owned()),
            ("LOKET_LOG", "info".to_owned()),
        ];
        let http = reqwest::Client::builder()
            .timeout(Duration::from_secs(15))
            .no_proxy()
            .build()?;
        let mut town = Self {
            data_dir,
            url: format!("http://{listen}"),
            shops: Vec::new(),
            graph,
            http,
            environment,
            server: None,
        };
        town.start().await?;
        town.make_shops()?;
        town.graph.watch(town.rows()?);
        Ok(town)
    }

    fn binary() -> PathBuf {
        std::env::var_os("LOKET_CRASH_BINARY")
            .map_or_else(|| env!("CARGO_BIN_EXE_loket").into(), PathBuf::from)
    }

    fn command(&self) -> Command {
        let mut command = Command::new(Self::binary());
        command
            .env_clear()
            .envs(std::env::var_os("PATH").map(|path| ("PATH", path)))
            .envs(self.environment.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::null());
        command
    }

    fn make_shops(&mut self) -> Result<()> {
        let arguments = [
            "tenants",
            "make",
            "--partners",
            "2",
            "--workspaces",
            "5",
            "--reply-mode",
            "auto_send",
            "--knowledge",
            "--json",
        ];
        // The numbers are the sandbox's; only what is sent goes to the stub.
        let made = self.command().args(arguments).output()?;
        ensure!(
            made.status.success(),
            "{}",
            String::from_utf8_lossy(&made.stderr)
        );
        let made: Value = serde_json::from_slice(&made.stdout)?;
        let text = |of: &Value, name: &str| {
            of[name]
                .as_str()
                .map(str::to_owned)
                .with_context(|| format!("no {name}"))
        };
        for one in made["workspaces"].as_array().context("no workspaces")? {
            self.shops.push(Shop {
                workspace: text(one, "id")?.parse()?,
                phone_number_id: text(one, "phone_number_id")?,
                waba_id: text(one, "waba_id")?,
                api_key: text(one, "api_key")?,
            });
        }
        ensure!(self.shops.len() == 5);
        Ok(())
    }

    /// Starts the server and waits until it is ready; answers how long that took.
    pub(crate) async fn start(&mut self) -> Result<Duration> {
        ensure!(self.server.is_none(), "the server runs already");
        let log = File::options().create(true).append(true).open(self.log())?;
        let began = Instant::now();
        let server = self
            .command()
            .arg("serve")
            .env("LOKET_META_GRAPH_URL", self.graph.url())
            .stdout(log.try_clone()?)
            .stderr(log)
            .spawn()?;
        self.server = Some(server);
        self.until_ready(START).await?;
        Ok(began.elapsed())
    }

    pub(crate) async fn until_ready(&mut self, patience: Duration) -> Result<()> {
        let began = Instant::now();
        while began.elapsed() < patience {
            if let Some(status) = self.server.as_mut().context("no server")?.try_wait()? {
                self.server = None;
                bail!("the server ended with {status}: {}", self.last_words());
            }
            let answer = self
                .http
                .get(format!("{}/readyz", self.url))
                .timeout(Duration::from_secs(2))
                .send()
                .await;
            if answer.is_ok_and(|answer| answer.status().is_success()) {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        bail!("not ready after {patience:?}: {}", self.last_words())
    }

    fn log(&self) -> PathBuf {
        self.data_dir.join("crash.log")
    }

    pub(crate) fn last_words(&self) -> String {
        let log = std::fs::read_to_string(self.log()).unwrap_or_default();
        let lines: Vec<&str> = log.lines().collect();
        lines[lines.len().saturating_sub(30)..].join("\n")
    }

    /// Ends the server, if it still runs.
    pub(crate) fn kill(&mut self, signal: Signal) -> Result<()> {
        if let Some(mut server) = self.server.take() {
            kill(Pid::from_raw(i32::try_from(server.id())?), signal)?;
            server.wait()?;
        }
        Ok(())
    }

    /// Kills the postmaster and all its children at once.
    pub(crate) fn kill_postgres(&self) -> Result<()> {
        let file = self.data_dir.join("postgres/cluster/postmaster.pid");
        let text = std::fs::read_to_string(file)?;
        let postmaster: i32 = text
            .lines()
            .next()
            .context("an empty pid file")?
            .trim()
            .parse()?;
        let mut family = vec![postmaster];
        family.extend(children(postmaster)?);
        for pid in family {
            // A session may have ended meanwhile.
            let _ = kill(Pid::from_raw(pid), Signal::SIGKILL);
        }
        Ok(())
    }

    /// The administrator's eyes.
    pub(crate) fn rows(&self) -> Result<PgPool> {
        let endpoint = pg::running(&self.data_dir)?.context("the private Postgres does not run")?;
        let way = PgConnectOptions::new_without_pgpass()
            .host(&endpoint.socket_dir().to_string_lossy())
            .port(endpoint.port())
            .username(endpoint.superuser())
            .password(endpoint.password())
            .database("postgres");
        Ok(PgPoolOptions::new()
            .max_connections(2)
            .acquire_timeout(Duration::from_secs(5))
            .connect_lazy_with(way))
    }

    /// Waits until nothing is left to be done: no body to split, no job but those that wait for a date, and no status
    /// on its way.
    pub(crate) async fn settle(&self) -> Result<()> {
        let rows = self.rows()?;
        let began = Instant::now();
        let mut left = (0_i64, 0_i64);
        while began.elapsed() < SETTLE {
            left = sqlx::query_as(
                "SELECT (SELECT count(*) FROM app.journal WHERE state = 'received'),
                        (SELECT count(*) FROM app.job WHERE kind <> 'settle_unknown' AND key NOT LIKE 'look:%')",
            )
            .fetch_one(&rows)
            .await?;
            // In this order: a job may make a send, a send makes statuses, a status makes a body.
            if left == (0, 0) && self.graph.quiet() {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        bail!(
            "still to be done after {SETTLE:?}: {left:?} (bodies, jobs): {}",
            self.last_words()
        )
    }

    /// Runs a command of the binary; answers whether it succeeded, and what it said.
    pub(crate) fn says(&self, arguments: &[&str]) -> Result<(bool, String)> {
        let output = self.command().args(arguments).output()?;
        let words = [output.stdout, output.stderr].concat();
        Ok((
            output.status.success(),
            String::from_utf8_lossy(&words).into_owned(),
        ))
    }
}

impl Drop for Town {
    fn drop(&mut self) {
        let _ = self.kill(Signal::SIGTERM);
        let _ = self
            .command()
            .args(["pg", "stop"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
        if std::thread::panicking() || std::env::var_os("LOKET_CRASH_KEEP").is_some() {
            eprintln!("left for inspection: {}", self.data_dir.display());
        } else {
            let _ = std::fs::remove_dir_all(&self.data_dir);
        }
    }
}

fn children(parent: i32) -> Result<Vec<i32>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir("/proc")? {
        let name = entry?.file_name();
        let Some(pid) = name.to_str().and_then(|name| name.parse::<i32>().ok()) else {
            continue;
        };
        // Behind the name in brackets: state, parent.
        let stat = std::fs::read_to_string(Path::new("/proc").join(pid.to_string()).join("stat"))
            .unwrap_or_default();
        let of = stat
            .rsplit_once(')')
            .and_then(|(_, rest)| rest.split_whitespace().nth(1)?.parse::<i32>().ok());
        if of == Some(parent) {
            found.push(pid);
        }
    }
    Ok(found)
}
