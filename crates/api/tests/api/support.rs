//! A server without a socket, and words to talk to it.

use std::sync::Arc;
use std::time::Duration;

use api::{ApiState, PermitDoor, Settings};
use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode};
use desk::keys::{self, Scope};
use desk::mail::Mailer;
use desk::provision::{self, Grant, NewPerson, WorkspaceRole};
use desk::{Desk, Setup};
use domain::clock::ShiftedClock;
use domain::ids::{AppRef, WorkspaceId};
use http_body_util::BodyExt;
use meta::graph::{GraphClient, GraphConfig};
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;
use testkit::Database;
use tower::ServiceExt;

pub(crate) const PUBLIC_URL: &str = "https://desk.example";
pub(crate) const PASSWORD: &str = "canary-password-9f2b";
pub(crate) const APP_SECRET: &str = "canary-app-secret-77ac";
pub(crate) const VERIFY_TOKEN: &str = "canary-verify-token-5d1e";

/// A desk of one test, on the shared database, with a clock of its own.
pub(crate) struct House {
    pub(crate) desk: Desk,
    pub(crate) clock: ShiftedClock,
    pub(crate) router: Router,
    pub(crate) database: Database,
    pub(crate) app: AppRef,
    _files: tempfile::TempDir,
}

impl House {
    pub(crate) async fn new() -> Self {
        Self::with(|_| {}).await
    }

    pub(crate) async fn with(change: impl FnOnce(&mut Settings)) -> Self {
        let errors = tracing_subscriber::fmt()
            .with_test_writer()
            .with_max_level(tracing::Level::ERROR);
        let _ = errors.try_init();
        let database = Database::shared().await.unwrap();
        let db = database.db().clone();
        Self::on(database, db, change).await
    }

    /// One that can write letters.
    pub(crate) async fn writing(mailer: Mailer) -> Self {
        let database = Database::shared().await.unwrap();
        let db = database.db().clone();
        Self::of(database, db, Some(mailer), |_| {}).await
    }

    /// On a way into the database that the test chose, such as one that breaks.
    pub(crate) async fn on(
        database: Database,
        db: db::Db,
        change: impl FnOnce(&mut Settings),
    ) -> Self {
        Self::of(database, db, None, change).await
    }

    async fn of(
        database: Database,
        db: db::Db,
        mailer: Option<Mailer>,
        change: impl FnOnce(&mut Settings),
    ) -> Self {
        let clock = ShiftedClock::default();
        let files = tempfile::tempdir().unwrap();
        // Nobody listens there: a call to Meta fails at once.
        let graph = GraphConfig {
            base_url: "http://127.0.0.1:9".to_owned(),
            ..GraphConfig::default()
        };
        let app = AppRef::new();
        let door = desk::Door {
            graph: GraphClient::new(graph.clone()).unwrap(),
            app,
            login: Some(desk::Login {
                page: "http://127.0.0.1:9/oauth/authorize".to_owned(),
                exchange: "http://127.0.0.1:9/oauth/access_token".to_owned(),
            }),
        };
        let desk = Desk::new(Setup {
            db,
            clock: Arc::new(clock.clone()),
            graph: GraphClient::new(graph).unwrap(),
            egress: desk::Egress::new(Vec::new()),
            reader: None,
            data_dir: files.path().to_owned(),
            default_app: app,
            doors: [("instagram".to_owned(), door)].into(),
            public_url: PUBLIC_URL.to_owned(),
            mailer,
        });
        let mut tx = desk.db().platform().await.unwrap();
        let secrets = db::apps::MetaApp {
            app_ref: app,
            workspace: None,
            app_id: "1".to_owned(),
            secret: APP_SECRET.into(),
            previous_secret: None,
            verify_token: VERIFY_TOKEN.into(),
            simulated: true,
        };
        db::apps::save(&mut tx, &secrets, desk.now()).await.unwrap();
        tx.commit().await.unwrap();
        let mut settings = Settings::new(PUBLIC_URL);
        settings.permit = Some(PermitDoor {
            dialog: "https://meta.example/dialog/oauth".to_owned(),
            config_id: None,
        });
        change(&mut settings);
        let router = api::router(ApiState::new(desk.clone(), settings));
        Self {
            desk,
            clock,
            router,
            database,
            app,
            _files: files,
        }
    }

    /// A person with a role, signed in.
    pub(crate) async fn member(&self, workspace: WorkspaceId, role: WorkspaceRole) -> Session {
        let email = format!("{}@toko.example", uuid::Uuid::new_v4().simple());
        let new = NewPerson {
            email: email.clone(),
            name: "Rina".to_owned(),
            password: Some(PASSWORD.into()),
            grants: vec![Grant::Workspace(workspace, role)],
        };
        provision::create_person(&self.desk, new).await.unwrap();
        let cookie = self.sign_in(&email).await;
        Session {
            email,
            cookie,
            workspace,
        }
    }

    /// Signs in and answers the cookie pair.
    pub(crate) async fn sign_in(&self, email: &str) -> String {
        let login = serde_json::json!({ "email": email, "password": PASSWORD });
        let answer = self.call(Ask::post("/api/v1/session").json(&login)).await;
        assert_eq!(answer.status, 200, "{answer:?}");
        let set = answer.headers["set-cookie"].to_str().unwrap();
        set.split(';').next().unwrap().to_owned()
    }

    /// A key of a workspace.
    pub(crate) async fn key(&self, workspace: WorkspaceId, scope: Scope) -> SecretString {
        let scope_of = db::people::KeyScope::Workspace(workspace);
        keys::issue_for(&self.desk, scope_of, "uji", &[scope])
            .await
            .unwrap()
            .secret
    }

    /// Asks, and reads the whole answer.
    pub(crate) async fn call(&self, ask: Ask) -> Answer {
        let request = ask.build();
        let asked = self.router.clone().oneshot(request);
        let response = tokio::time::timeout(Duration::from_secs(40), asked)
            .await
            .unwrap()
            .unwrap();
        let (parts, body) = response.into_parts();
        let body = body.collect().await.unwrap().to_bytes();
        Answer {
            status: parts.status,
            headers: parts.headers,
            body: body.to_vec(),
        }
    }
}

/// A signed-in browser.
#[derive(Debug, Clone)]
pub(crate) struct Session {
    pub(crate) email: String,
    pub(crate) cookie: String,
    pub(crate) workspace: WorkspaceId,
}

/// A request in the making.
#[derive(Debug, Clone)]
pub(crate) struct Ask {
    method: String,
    uri: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Ask {
    pub(crate) fn new(method: &str, uri: &str) -> Self {
        Self {
            method: method.to_uppercase(),
            uri: uri.to_owned(),
            headers: Vec::new(),
            body: Vec::new(),
        }
    }

    pub(crate) fn get(uri: &str) -> Self {
        Self::new("GET", uri)
    }

    pub(crate) fn post(uri: &str) -> Self {
        Self::new("POST", uri)
    }

    pub(crate) fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    pub(crate) fn json(mut self, body: &Value) -> Self {
        self.body = serde_json::to_vec(body).unwrap();
        self.header("content-type", "application/json")
    }

    pub(crate) fn raw(mut self, body: &[u8]) -> Self {
        self.body = body.to_vec();
        self
    }

    /// As a browser of ours would.
    pub(crate) fn session(self, session: &Session) -> Self {
        self.cookie(&session.cookie).workspace(session.workspace)
    }

    pub(crate) fn cookie(self, cookie: &str) -> Self {
        self.header("cookie", cookie)
            .header("sec-fetch-site", "same-origin")
    }

    pub(crate) fn workspace(self, workspace: WorkspaceId) -> Self {
        self.header("loket-workspace", &workspace.to_string())
    }

    pub(crate) fn key(self, key: &SecretString) -> Self {
        let text = format!("Bearer {}", key.expose_secret());
        self.header("authorization", &text)
    }

    fn build(self) -> Request<Body> {
        let mut request = Request::builder()
            .method(self.method.as_str())
            .uri(&self.uri);
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        request.body(Body::from(self.body)).unwrap()
    }
}

/// A whole answer.
#[derive(Clone)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl std::fmt::Debug for Answer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.status, String::from_utf8_lossy(&self.body))
    }
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|_| panic!("no JSON: {self:?}"))
    }

    /// The stable code of a problem.
    pub(crate) fn code(&self) -> String {
        let kind = self.headers["content-type"].to_str().unwrap();
        assert_eq!(kind, "application/problem+json", "{self:?}");
        self.json()["code"].as_str().unwrap().to_owned()
    }

    /// Status and body with the reference taken out: what must not differ.
    pub(crate) fn without_reference(&self) -> String {
        let text = String::from_utf8_lossy(&self.body).into_owned();
        let body = match serde_json::from_str::<Value>(&text) {
            Ok(value) => match value["instance"].as_str() {
                Some(instance) => text.replace(instance, "…"),
                None => text,
            },
            Err(_) => text,
        };
        format!("{} {body}", self.status)
    }
}
