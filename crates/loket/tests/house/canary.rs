//! Secrets of every kind are planted in the real program; then nothing it writes or says holds one of them.

use std::path::Path;
use std::process::{Command, Stdio};

use sqlx::AssertSqlSafe;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use serde_json::{Value, json};

use crate::server::{Client, Home, Server, loket};

const APP_SECRET: &str = "kenari-app-secret-51f0c2";
const VERIFY: &str = "kenari-verify-token-a77e";
const PASSWORD: &str = "kenari-password-90d1";
const TOKEN: &str = "EAAkenariTokenB41c";
const RENEWED: &str = "EAAkenariRenewed7d2";
const OWN_SECRET: &str = "kenari-own-app-secret-0b";

/// What is planted, by name.
struct Planted(Vec<(&'static str, Vec<u8>)>);

impl Planted {
    fn new() -> Self {
        let words = [
            ("app secret", APP_SECRET),
            ("verify token", VERIFY),
            ("password", PASSWORD),
            ("token", TOKEN),
            ("renewed token", RENEWED),
            ("wrong password", "kenari-wrong"),
            ("own app secret", OWN_SECRET),
        ];
        Self(
            words
                .iter()
                .map(|(name, word)| (*name, word.as_bytes().to_vec()))
                .collect(),
        )
    }

    fn add(&mut self, name: &'static str, secret: &[u8]) {
        assert!(secret.len() > 8, "{name} is there");
        self.0.push((name, secret.to_vec()));
    }

    /// Looks for each of them, also as hex and base 64.
    fn look(&self, place: &str, bytes: &[u8]) {
        for (name, secret) in &self.0 {
            let spellings = [
                secret.clone(),
                hex::encode(secret).into_bytes(),
                STANDARD
                    .encode(secret)
                    .trim_end_matches('=')
                    .as_bytes()
                    .to_vec(),
            ];
            for spelling in spellings {
                let found = bytes.windows(spelling.len()).any(|part| part == spelling);
                assert!(!found, "{place} holds the {name}");
            }
        }
    }
}

/// Starts it with everything that can be set from outside, and a log that tells all.
fn start(home: &Home) -> Server {
    Server::start_with(home.path(), |command: &mut Command| {
        command
            .env("LOKET_META_APP_ID", "4711")
            .env("LOKET_META_APP_SECRET", APP_SECRET)
            .env("LOKET_META_VERIFY_TOKEN", VERIFY)
            .env("LOKET_SANDBOX", "on")
            .env("RUST_LOG", "debug")
            .env("LOKET_LOG", "debug");
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn no_secret_of_any_kind_is_told_or_left_lying() {
    let home = Home::new();
    let server = start(&home);
    let mut planted = Planted::new();
    let master = std::fs::read(home.path().join("data/master.key")).unwrap();
    master_key(&mut planted, &master);
    superuser(&mut planted, &home.path().join("data"));
    let said = walk_through(&home, &server, &mut planted).await;
    for (what, bytes) in &said {
        planted.look(what, bytes);
    }
    assert!(
        said.len() > 25,
        "the program was asked a lot: {}",
        said.len()
    );
    planted.look("the log", server.log().as_bytes());
    assert!(server.log().contains("DEBUG"), "the log tells everything");
    let tables = tables(&home).await;
    assert!(tables.len() > 10_000, "the tables were read");
    planted.look("a table", &tables);
    files(&home.path().join("data"), &planted);
    assert!(server.stop().success());
}

fn master_key(planted: &mut Planted, file: &[u8]) {
    let text = String::from_utf8_lossy(file).trim().to_owned();
    planted.add("master key file", text.as_bytes());
    for raw in [hex::decode(&text).ok(), STANDARD.decode(&text).ok()]
        .into_iter()
        .flatten()
    {
        planted.add("master key", &raw);
        planted.add(
            "master key, URL's base 64",
            URL_SAFE_NO_PAD.encode(&raw).as_bytes(),
        );
    }
}

/// The password of the private Postgres, which stands in the address that Loket connects with.
fn superuser(planted: &mut Planted, data: &Path) {
    let endpoint = pg::running(data)
        .unwrap()
        .expect("the private Postgres runs");
    planted.add(
        "database superuser's password",
        endpoint.password().as_bytes(),
    );
}

/// Uses each secret rightly and wrongly; answers everything that was said.
#[expect(clippy::too_many_lines, reason = "one walk past every door")]
async fn walk_through(
    home: &Home,
    server: &Server,
    planted: &mut Planted,
) -> Vec<(String, Vec<u8>)> {
    let mut said = Vec::new();
    let demo = server.json(&["demo", "--json"]);
    let text = |name: &str| demo[name].as_str().unwrap().to_owned();
    let key = text("api_key");
    planted.add("API key", key.as_bytes());
    let person = person(server, &text("workspace_id"));
    let http = Raw::new(&server.url);
    // Signing in, rightly and wrongly.
    let sign_in = |password: &str| json!({ "email": person, "password": password });
    let session = http.post("/api/v1/session", None, &sign_in(PASSWORD)).await;
    let cookie = session.cookie.clone().expect("a cookie");
    planted.add("cookie", cookie.split_once('=').unwrap().1.as_bytes());
    said.push(("signing in".to_owned(), session.body));
    said.push((
        "a wrong password".to_owned(),
        http.post("/api/v1/session", None, &sign_in("kenari-wrong"))
            .await
            .all(),
    ));
    said.push((
        "a password elsewhere".to_owned(),
        http.post(
            "/api/v1/session",
            None,
            &json!({ "email": PASSWORD, "password": [PASSWORD] }),
        )
        .await
        .all(),
    ));
    // Channels, with a token that is right, renewed, or of nobody.
    let sandbox = Client::new(&format!("{}/_sandbox", server.sandbox), "");
    let (_, made) = sandbox
        .post(
            "/wabas",
            &json!({ "name": "Kenari", "token": TOKEN, "subscribed": true, "numbers": [{}] }),
        )
        .await;
    assert_eq!(
        sandbox
            .post(
                "/tokens",
                &json!({ "wabas": [made["waba_id"]], "token": RENEWED })
            )
            .await
            .0,
        200
    );
    let wish = |token: &str| {
        json!({
            "kind": "whatsapp", "name": "Kenari", "phone_number_id": made["phone_number_id"], "waba_id": made["waba_id"],
            "display": "+62 1", "token": token,
        })
    };
    let (_, other) = sandbox.post("/tenants", &json!({ "count": 1 })).await;
    let other = &other["tenants"][0];
    let own_app = json!({
        "kind": "whatsapp", "name": "Own", "phone_number_id": other["phone_number_id"], "waba_id": other["waba_id"],
        "display": "+62 2", "token": other["token"], "app_id": "9", "app_secret": OWN_SECRET,
    });
    let own = http
        .post("/api/v1/channels/manual", Some(&key), &own_app)
        .await;
    assert_eq!(own.status, 201, "{}", own.text());
    said.push(("an app of their own".to_owned(), own.all()));
    let refused = http
        .post(
            "/api/v1/channels/manual",
            Some(&key),
            &wish("EAAkenariTokenB41c-not"),
        )
        .await;
    assert_eq!(refused.status, 502, "{}", refused.text());
    said.push(("a token of nobody".to_owned(), refused.all()));
    let connected = http
        .post("/api/v1/channels/manual", Some(&key), &wish(TOKEN))
        .await;
    assert_eq!(connected.status, 201, "{}", connected.text());
    let channel = connected.json()["id"].as_str().unwrap().to_owned();
    said.push(("connecting".to_owned(), connected.all()));
    let renewed = http
        .patch(
            &format!("/api/v1/channels/{channel}"),
            &key,
            &json!({ "token": RENEWED }),
        )
        .await;
    assert_eq!(renewed.status, 200, "{}", renewed.text());
    said.push(("renewing".to_owned(), renewed.all()));
    said.push((
        "syncing".to_owned(),
        http.post(
            "/api/v1/templates/sync",
            Some(&key),
            &json!({ "channel_id": channel }),
        )
        .await
        .all(),
    ));
    said.push((
        "a token where none belongs".to_owned(),
        http.post(
            "/api/v1/channels/manual",
            Some(&key),
            &json!({ "kind": TOKEN, "token": { "a": TOKEN } }),
        )
        .await
        .all(),
    ));
    // Webhooks: handshake and signatures, right and wrong.
    for token in [VERIFY, "kenari-wrong"] {
        let path = format!(
            "/api/webhooks/wa?hub.mode=subscribe&hub.challenge=123&hub.verify_token={token}"
        );
        said.push(("a handshake".to_owned(), http.get(&path, None).await.all()));
    }
    said.push((
        "an unsigned webhook".to_owned(),
        http.post("/api/webhooks/wa", None, &json!({ "object": "x" }))
            .await
            .all(),
    ));
    assert_eq!(sandbox.post("/inbound", &json!({ "customer": "rina", "phone_number_id": made["phone_number_id"], "text": "Halo" })).await.0, 200);
    // Everything that can be read, and a key that is almost right.
    let api = Client::new(&format!("{}/api/v1", server.url), &key);
    api.until("/conversations", |list| {
        !list["items"].as_array().unwrap().is_empty()
    })
    .await;
    for path in [
        "/conversations",
        "/channels",
        "/api-keys",
        "/evidence",
        "/evidence/export",
        "/templates",
        "/knowledge",
        "/session",
        "/drafts",
        "/workspace",
        "/conversations/counts",
    ] {
        said.push((
            path.to_owned(),
            http.get(&format!("/api/v1{path}"), Some(&key)).await.all(),
        ));
    }
    for path in [
        "/metrics",
        "/healthz",
        "/readyz",
        "/api/openapi.json",
        "/nothing-here",
    ] {
        said.push((path.to_owned(), http.get(path, None).await.all()));
    }
    said.push((
        "a wrong key".to_owned(),
        http.get("/api/v1/channels", Some(&format!("{key}x")))
            .await
            .all(),
    ));
    // Commands beside it.
    for arguments in [
        &["config"][..],
        &["doctor"],
        &["journal", "health"],
        &["openapi"],
    ] {
        let output = server.beside(arguments);
        said.push((
            format!("{arguments:?}"),
            [output.stdout, output.stderr].concat(),
        ));
    }
    wrong_database(home, planted, &mut said);
    said
}

/// A person whose password is known.
fn person(server: &Server, workspace: &str) -> String {
    let email = "kenari@toko.example".to_owned();
    let mut child = loket(server.home())
        .args([
            "user",
            "add",
            "--email",
            &email,
            "--name",
            "Kenari",
            "--role",
            "owner",
            "--workspace",
            workspace,
        ])
        .args(["--password-file", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    std::io::Write::write_all(
        &mut child.stdin.take().unwrap(),
        format!("{PASSWORD}\n").as_bytes(),
    )
    .unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    email
}

/// A database that cannot be reached, with a password in its address.
fn wrong_database(home: &Home, planted: &mut Planted, said: &mut Vec<(String, Vec<u8>)>) {
    planted.add("database password", b"kenari-dsn-password");
    for arguments in [&["migrate"][..], &["config"], &["doctor"]] {
        let output = loket(home.path())
            .args(arguments)
            .env(
                "DATABASE_URL",
                "postgres://kenari:kenari-dsn-password@127.0.0.1:9/none",
            )
            .env("RUST_LOG", "debug")
            .env("LOKET_LOG", "debug")
            .stdin(Stdio::null())
            .output()
            .unwrap();
        said.push((
            format!("{arguments:?} without a database"),
            [output.stdout, output.stderr].concat(),
        ));
    }
}

/// Every row of every table as text. Bytes are written as hex there, which is looked for too.
async fn tables(home: &Home) -> Vec<u8> {
    let mut rows = home.database().await;
    let tables: Vec<String> = sqlx::query_scalar(
        "SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'r' AND n.nspname NOT IN ('pg_catalog', 'information_schema')",
    )
    .fetch_all(&mut rows)
    .await
    .unwrap();
    assert!(tables.len() > 25, "{tables:?}");
    let mut text = Vec::new();
    for table in tables {
        let all: Vec<String> =
            sqlx::query_scalar(AssertSqlSafe(format!("SELECT t::text FROM {table} t")))
                .fetch_all(&mut rows)
                .await
                .unwrap();
        for row in all {
            text.extend(row.into_bytes());
            text.push(b'\n');
        }
    }
    text
}

/// Files that lie in the data folder, except those whose purpose is to hold a secret.
fn files(folder: &Path, planted: &Planted) {
    let mut seen = 0;
    let mut waiting = vec![folder.to_owned()];
    while let Some(folder) = waiting.pop() {
        for entry in std::fs::read_dir(folder).unwrap().flatten() {
            let path = entry.path();
            let name = entry.file_name().to_string_lossy().into_owned();
            // The keys themselves; the simulated Meta, which must know its own secrets; the log of writes holds what
            // the tables hold.
            if ["master.key", "sandbox", "pg_wal", "superuser.password"].contains(&name.as_str()) {
                continue;
            }
            if path.is_dir() {
                waiting.push(path);
            } else if let Ok(bytes) = std::fs::read(&path) {
                planted.look(&path.display().to_string(), &bytes);
                seen += 1;
            }
        }
    }
    assert!(seen > 100, "the folder was looked through: {seen}");
}

/// HTTP with everything an answer holds.
struct Raw {
    http: reqwest::Client,
    url: String,
}

struct Answer {
    status: u16,
    head: String,
    cookie: Option<String>,
    body: Vec<u8>,
}

impl Answer {
    fn all(self) -> Vec<u8> {
        [self.head.into_bytes(), self.body].concat()
    }

    fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }
}

impl Raw {
    fn new(url: &str) -> Self {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let http = reqwest::Client::builder().no_proxy().build().unwrap();
        Self {
            http,
            url: url.to_owned(),
        }
    }

    async fn get(&self, path: &str, key: Option<&str>) -> Answer {
        self.ask(self.http.get(format!("{}{path}", self.url)), key)
            .await
    }

    async fn post(&self, path: &str, key: Option<&str>, body: &Value) -> Answer {
        self.ask(
            self.http
                .post(format!("{}{path}", self.url))
                .header("origin", &self.url)
                .json(body),
            key,
        )
        .await
    }

    async fn patch(&self, path: &str, key: &str, body: &Value) -> Answer {
        self.ask(
            self.http.patch(format!("{}{path}", self.url)).json(body),
            Some(key),
        )
        .await
    }

    async fn ask(&self, request: reqwest::RequestBuilder, key: Option<&str>) -> Answer {
        let request = match key {
            Some(key) => request.bearer_auth(key),
            None => request,
        };
        let answer = request.send().await.unwrap();
        let cookie = answer
            .headers()
            .get("set-cookie")
            .and_then(|v| v.to_str().ok())
            .and_then(|v| v.split(';').next())
            .map(str::to_owned);
        // The cookie itself is what signing in answers.
        let head = answer
            .headers()
            .iter()
            .filter(|(name, _)| *name != "set-cookie")
            .map(|(name, value)| format!("{name}: {}", value.to_str().unwrap_or("")))
            .collect::<Vec<_>>()
            .join("\n");
        Answer {
            status: answer.status().as_u16(),
            head,
            cookie,
            body: answer.bytes().await.unwrap().to_vec(),
        }
    }
}
