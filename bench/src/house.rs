//! The thing measured: the release binary on a data folder of its own.

use std::fs::{DirBuilder, File};
use std::net::{SocketAddr, TcpListener};
use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail, ensure};
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use serde_json::Value;
use sqlx::ConnectOptions as _;
use sqlx::postgres::{PgConnectOptions, PgConnection};

use crate::Common;
use crate::payload::Number;
use crate::{process, tell, wire};

/// The app secret that webhooks are signed with here.
pub(crate) const SECRET: &str = "bench-app-secret";

/// How long the first start may take: making a cluster, migrating, the demo.
const FIRST_START: Duration = Duration::from_mins(2);

/// A data folder and the server on it. Dropping it stops the server and removes the folder.
pub(crate) struct House {
    binary: PathBuf,
    data_dir: PathBuf,
    address: SocketAddr,
    environment: Vec<(String, String)>,
    server: Option<Child>,
}

impl House {
    /// An empty data folder. Nothing runs yet.
    pub(crate) fn build(common: &Common) -> Result<Self> {
        let binary = match &common.loket {
            Some(path) => path.clone(),
            None => std::env::current_exe()?.with_file_name("loket"),
        };
        ensure!(
            binary.is_file(),
            "{} is not there: run `cargo build --release -p loket` first",
            binary.display()
        );
        let data_dir = common.disk.join(format!(
            "loket-bench-{}-{}",
            std::process::id(),
            uuid::Uuid::new_v4().simple()
        ));
        // Others may pass, because Postgres runs on an account of its own when we are root.
        DirBuilder::new()
            .mode(0o711)
            .create(&data_dir)
            .with_context(|| format!("{} cannot be made", data_dir.display()))?;
        let (address, sandbox) = (free_address()?, free_address()?);
        let environment = [
            ("LOKET_DATA_DIR", data_dir.display().to_string()),
            ("LOKET_LISTEN", address.to_string()),
            ("LOKET_SANDBOX_LISTEN", sandbox.to_string()),
            ("LOKET_META_APP_ID", "700100200300400".to_owned()),
            ("LOKET_META_APP_SECRET", SECRET.to_owned()),
            ("LOKET_META_VERIFY_TOKEN", "bench-verify-token".to_owned()),
            ("LOKET_LOG", "warn".to_owned()),
        ];
        Ok(Self {
            binary,
            data_dir,
            address,
            environment: environment
                .map(|(name, value)| (name.to_owned(), value))
                .into(),
            server: None,
        })
    }

    pub(crate) fn binary(&self) -> &Path {
        &self.binary
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    /// Starts the server and waits until it is ready; answers how long that took.
    pub(crate) fn start(
        &mut self,
        arguments: &[&str],
        settings: &[(&str, &str)],
    ) -> Result<Duration> {
        ensure!(self.server.is_none(), "the server runs already");
        let log = File::options().create(true).append(true).open(self.log())?;
        let began = Instant::now();
        let server = Command::new(&self.binary)
            .arg("serve")
            .args(arguments)
            .env_clear()
            .envs(std::env::var_os("PATH").map(|path| ("PATH", path)))
            .envs(self.environment.iter().map(|(name, value)| (name, value)))
            .envs(settings.iter().copied())
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log)
            .spawn()?;
        self.server = Some(server);
        self.until_ready(began)
    }

    fn log(&self) -> PathBuf {
        self.data_dir.join("bench.log")
    }

    fn until_ready(&mut self, began: Instant) -> Result<Duration> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()?;
        while began.elapsed() < FIRST_START {
            if let Some(server) = &mut self.server
                && let Some(status) = server.try_wait()?
            {
                self.server = None;
                bail!(
                    "the server ended with {status}:\n{}",
                    std::fs::read_to_string(self.log())?
                );
            }
            if runtime
                .block_on(wire::get(self.address, "/readyz"))
                .is_ok_and(|status| status == 200)
            {
                return Ok(began.elapsed());
            }
            std::thread::sleep(Duration::from_millis(2));
        }
        bail!(
            "the server is not ready after {} s:\n{}",
            FIRST_START.as_secs(),
            std::fs::read_to_string(self.log())?
        )
    }

    /// The server's process.
    pub(crate) fn pid(&self) -> Result<i32> {
        let server = self.server.as_ref().context("no server runs")?;
        Ok(i32::try_from(server.id())?)
    }

    /// Seconds of CPU of the server and of its Postgres so far.
    pub(crate) fn cpu(&self) -> Result<(f64, f64)> {
        Ok((
            process::cpu(self.pid()?)?,
            process::cpu_of_family(process::postmaster(&self.data_dir)?)?,
        ))
    }

    /// Ends the server with a signal and waits for its end. After SIGKILL its Postgres runs on.
    pub(crate) fn stop(&mut self, signal: Signal) -> Result<()> {
        if let Some(mut server) = self.server.take() {
            kill(Pid::from_raw(i32::try_from(server.id())?), signal)?;
            server.wait()?;
        }
        Ok(())
    }

    /// Runs a command of the binary beside the server; answers its JSON.
    pub(crate) fn command(&self, arguments: &[&str]) -> Result<Value> {
        let output = Command::new(&self.binary)
            .args(arguments)
            .env_clear()
            .envs(std::env::var_os("PATH").map(|path| ("PATH", path)))
            .envs(self.environment.iter().map(|(name, value)| (name, value)))
            .env("LOKET_SANDBOX", "on")
            .stdin(Stdio::null())
            .output()?;
        ensure!(
            output.status.success(),
            "loket {} failed: {}",
            arguments.join(" "),
            String::from_utf8_lossy(&output.stderr)
        );
        Ok(serde_json::from_slice(&output.stdout)?)
    }

    /// Makes workspaces under ten partners, each with a sandbox number. The server must run with its sandbox.
    pub(crate) fn tenants(&self, count: usize, more: &[&str]) -> Result<Vec<Number>> {
        let count = count.to_string();
        let arguments = [
            &[
                "tenants",
                "make",
                "--partners",
                "10",
                "--json",
                "--workspaces",
                &count,
            ],
            more,
        ]
        .concat();
        let made = self.command(&arguments)?;
        let workspaces = made["workspaces"]
            .as_array()
            .context("no workspaces were made")?;
        let text = |of: &Value, name: &str| {
            of[name]
                .as_str()
                .map(str::to_owned)
                .with_context(|| format!("a workspace has no {name}"))
        };
        workspaces
            .iter()
            .map(|workspace| {
                Ok(Number {
                    phone_number_id: text(workspace, "phone_number_id")?,
                    waba_id: text(workspace, "waba_id")?,
                    display: text(workspace, "display_phone_number")?,
                })
            })
            .collect()
    }

    /// The administrator's way to the rows.
    pub(crate) fn admin(&self) -> Result<PgConnectOptions> {
        let endpoint = pg::running(&self.data_dir)?.context("the private Postgres does not run")?;
        Ok(PgConnectOptions::new_without_pgpass()
            .host(&endpoint.socket_dir().to_string_lossy())
            .port(endpoint.port())
            .username(endpoint.superuser())
            .password(endpoint.password())
            .database("postgres")
            .disable_statement_logging())
    }

    pub(crate) async fn connection(&self) -> Result<PgConnection> {
        Ok(self.admin()?.connect().await?)
    }

    fn remove(&mut self) -> Result<()> {
        self.stop(Signal::SIGTERM)?;
        // After a SIGKILL the cluster runs on; this command stops it, and does nothing when it is down.
        let _ = Command::new(&self.binary)
            .args(["pg", "stop"])
            .envs(self.environment.iter().map(|(name, value)| (name, value)))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()?;
        std::fs::remove_dir_all(&self.data_dir)?;
        Ok(())
    }
}

impl Drop for House {
    fn drop(&mut self) {
        if let Err(error) = self.remove() {
            tell::note(format_args!(
                "{} could not be cleared away: {error:#}",
                self.data_dir.display()
            ));
        }
    }
}

/// A port that was free a moment ago.
pub(crate) fn free_address() -> Result<SocketAddr> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?)
}
