//! A running `loket serve`.

use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;
use sqlx::ConnectOptions as _;
use sqlx::postgres::PgConnectOptions;

/// The program under test.
pub(crate) fn loket(data: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_loket"));
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("LOKET_") || name == "DATABASE_URL" {
            command.env_remove(name);
        }
    }
    command
        .current_dir(data)
        .env("LOKET_DATA_DIR", data.join("data"))
        .env("LOKET_LISTEN", "127.0.0.1:0")
        .env("LOKET_SANDBOX_LISTEN", "127.0.0.1:0");
    command
}

/// A server with a folder of its own.
pub(crate) struct Server {
    child: Child,
    home: PathBuf,
    pub(crate) url: String,
    pub(crate) sandbox: String,
}

impl Server {
    /// Starts it and waits until it is ready. A first start makes a database and the demo.
    pub(crate) fn start(home: &Path) -> Self {
        Self::start_with(home, |_| {})
    }

    /// The same, started in another way.
    pub(crate) fn start_with(home: &Path, how: impl FnOnce(&mut Command)) -> Self {
        let file = |name: &str| std::fs::File::create(home.join(name)).unwrap();
        let mut command = loket(home);
        how(&mut command);
        let child = command
            .args(["serve"])
            .stdin(Stdio::null())
            .stdout(file("out"))
            .stderr(file("err"))
            .spawn()
            .unwrap();
        let mut server = Self {
            child,
            home: home.to_owned(),
            url: String::new(),
            sandbox: String::new(),
        };
        let deadline = Instant::now() + Duration::from_secs(90);
        loop {
            let ended = server.child.try_wait().unwrap();
            assert!(ended.is_none(), "ended with {ended:?}: {}", server.log());
            assert!(Instant::now() < deadline, "not ready: {}", server.log());
            if server.printed().contains("Loket is ready") {
                break;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        let text = std::fs::read(home.join("data/addresses.json")).unwrap();
        let addresses: Value = serde_json::from_slice(&text).unwrap();
        addresses["url"]
            .as_str()
            .unwrap()
            .clone_into(&mut server.url);
        addresses["sandbox_url"]
            .as_str()
            .unwrap()
            .clone_into(&mut server.sandbox);
        server
    }

    /// Its folder.
    pub(crate) fn home(&self) -> &Path {
        &self.home
    }

    /// What it told the person who started it.
    pub(crate) fn printed(&self) -> String {
        std::fs::read_to_string(self.home.join("out")).unwrap()
    }

    /// What it told the log.
    pub(crate) fn log(&self) -> String {
        std::fs::read_to_string(self.home.join("err")).unwrap()
    }

    /// Runs a command beside it.
    pub(crate) fn beside(&self, arguments: &[&str]) -> Output {
        loket(&self.home)
            .args(arguments)
            .stdin(Stdio::null())
            .output()
            .unwrap()
    }

    /// Runs a command beside it that must succeed, and reads its JSON.
    pub(crate) fn json(&self, arguments: &[&str]) -> Value {
        let output = self.beside(arguments);
        let text = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{arguments:?}: {text}");
        serde_json::from_slice(&output.stdout).unwrap()
    }

    /// Asks it politely, and answers how it ended.
    pub(crate) fn stop(mut self) -> std::process::ExitStatus {
        self.signal(nix::sys::signal::Signal::SIGTERM);
        self.child.wait().unwrap()
    }

    /// Kills it without a word; its Postgres runs on.
    pub(crate) fn kill(mut self) {
        self.signal(nix::sys::signal::Signal::SIGKILL);
        self.child.wait().unwrap();
    }

    fn signal(&self, signal: nix::sys::signal::Signal) {
        let pid = nix::unistd::Pid::from_raw(i32::try_from(self.child.id()).unwrap());
        nix::sys::signal::kill(pid, signal).unwrap();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if self.child.try_wait().is_ok_and(|ended| ended.is_none()) {
            let _ = self.child.kill();
            let _ = self.child.wait();
        }
    }
}

/// A folder whose private Postgres is stopped at the end.
pub(crate) struct Home(tempfile::TempDir);

impl Home {
    pub(crate) fn new() -> Self {
        let dir = tempfile::Builder::new()
            .prefix("loket-house")
            .tempdir()
            .unwrap();
        // Root's server runs as another account, which must be able to pass.
        std::fs::set_permissions(dir.path(), std::fs::Permissions::from_mode(0o711)).unwrap();
        Self(dir)
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }
}

impl Home {
    /// A connection to its private Postgres, as the one who owns everything in it.
    pub(crate) async fn database(&self) -> sqlx::PgConnection {
        let endpoint = pg::running(&self.path().join("data"))
            .unwrap()
            .expect("the private Postgres runs");
        PgConnectOptions::new_without_pgpass()
            .host(&endpoint.socket_dir().to_string_lossy())
            .port(endpoint.port())
            .username(endpoint.superuser())
            .password(endpoint.password())
            .database("postgres")
            .connect()
            .await
            .unwrap()
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        let _ = loket(self.path())
            .args(["pg", "stop"])
            .stdin(Stdio::null())
            .output();
    }
}

/// An HTTP client of the public API.
pub(crate) struct Client {
    /// For what is asked elsewhere than at the API, without its key.
    pub(crate) http: reqwest::Client,
    base: String,
    key: String,
}

impl Client {
    pub(crate) fn new(base: &str, key: &str) -> Self {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let http = reqwest::Client::builder()
            .no_proxy()
            .timeout(Duration::from_secs(30))
            .build()
            .unwrap();
        Self {
            http,
            base: base.to_owned(),
            key: key.to_owned(),
        }
    }

    pub(crate) async fn get(&self, path: &str) -> (u16, Value) {
        answer(
            self.http
                .get(format!("{}{path}", self.base))
                .bearer_auth(&self.key),
        )
        .await
    }

    pub(crate) async fn bytes(&self, path: &str) -> Vec<u8> {
        let request = self
            .http
            .get(format!("{}{path}", self.base))
            .bearer_auth(&self.key);
        let answer = request.send().await.unwrap();
        assert_eq!(answer.status(), 200, "{path}");
        answer.bytes().await.unwrap().to_vec()
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) -> (u16, Value) {
        let once = format!("test-{}", uuid::Uuid::now_v7());
        let request = self
            .http
            .post(format!("{}{path}", self.base))
            .bearer_auth(&self.key);
        answer(request.header("idempotency-key", once).json(body)).await
    }

    pub(crate) async fn patch(&self, path: &str, body: &Value) -> (u16, Value) {
        let request = self
            .http
            .patch(format!("{}{path}", self.base))
            .bearer_auth(&self.key);
        answer(request.json(body)).await
    }

    /// Puts bytes.
    pub(crate) async fn put_bytes(&self, path: &str, bytes: &[u8]) -> (u16, Value) {
        let request = self
            .http
            .put(format!("{}{path}", self.base))
            .bearer_auth(&self.key)
            .header("content-type", "application/octet-stream")
            .body(bytes.to_vec());
        answer(request).await
    }

    /// Deletes; answers the status.
    pub(crate) async fn delete(&self, path: &str) -> u16 {
        let request = self
            .http
            .delete(format!("{}{path}", self.base))
            .bearer_auth(&self.key);
        answer(request).await.0
    }

    /// Asks until the answer fits.
    pub(crate) async fn until(&self, path: &str, fits: impl Fn(&Value) -> bool) -> Value {
        let deadline = Instant::now() + Duration::from_secs(30);
        loop {
            let (status, value) = self.get(path).await;
            if status == 200 && fits(&value) {
                return value;
            }
            assert!(
                Instant::now() < deadline,
                "{path} never fitted: {status} {value:#}"
            );
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }
}

async fn answer(request: reqwest::RequestBuilder) -> (u16, Value) {
    let answer = request.send().await.unwrap();
    let status = answer.status().as_u16();
    let text = answer.text().await.unwrap();
    (
        status,
        serde_json::from_str(&text).unwrap_or(Value::String(text)),
    )
}
