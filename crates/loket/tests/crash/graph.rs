//! A Graph API that takes its time, remembers every request, looks whether its attempt was committed before, and tells
//! statuses as Meta would: until they are acknowledged, whether or not its own answer was heard.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use anyhow::Result;
use axum::extract::{Path, State};
use axum::routing::{get, post};
use axum::{Json, Router};
use rand::Rng as _;
use serde_json::{Value, json};
use sqlx::PgPool;
use tokio::task::JoinSet;

use crate::load::{envelope, now, post_until_taken};

/// A request to send.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    pub(crate) attempt: String,
    pub(crate) to: String,
    pub(crate) wamid: String,
    /// Whether its attempt was in the database when it came; `None` when the database could not be asked.
    pub(crate) committed: Option<bool>,
}

#[derive(Debug, Default)]
struct Inner {
    server: String,
    address: String,
    asked: Mutex<Vec<Asked>>,
    numbers: Mutex<std::collections::BTreeSet<String>>,
    rows: Mutex<Option<PgPool>>,
    /// Statuses not yet acknowledged.
    untold: AtomicU64,
    tellers: Mutex<JoinSet<()>>,
    http: reqwest::Client,
}

#[derive(Debug, Clone, Default)]
pub(crate) struct Graph(Arc<Inner>);

impl Graph {
    /// `server`: where statuses go.
    pub(crate) async fn open(server: String) -> Result<Self> {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
        let address = format!("http://{}", listener.local_addr()?);
        let http = reqwest::Client::builder()
            .timeout(Duration::from_secs(15))
            .no_proxy()
            .build()?;
        let graph = Self(Arc::new(Inner {
            server,
            address,
            http,
            ..Inner::default()
        }));
        let router = Router::new()
            .route("/{version}/{number}/messages", post(message))
            .route("/{version}/{number}", get(number))
            .route("/{version}/{account}/phone_numbers", get(numbers))
            .route(
                "/{version}/{object}/message_templates",
                get(|| async { Json(json!({ "data": [] })) }),
            )
            .with_state(graph.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        Ok(graph)
    }

    pub(crate) fn url(&self) -> &str {
        &self.0.address
    }

    /// From here on each request is looked up in these rows.
    pub(crate) fn watch(&self, rows: PgPool) {
        *self.0.rows.lock().unwrap() = Some(rows);
    }

    pub(crate) fn asked(&self) -> Vec<Asked> {
        self.0.asked.lock().unwrap().clone()
    }

    /// Whether every status was told.
    pub(crate) fn quiet(&self) -> bool {
        self.0.untold.load(Ordering::SeqCst) == 0
    }

    async fn committed(&self, attempt: &str) -> Option<bool> {
        let rows = self.0.rows.lock().unwrap().clone()?;
        sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM app.attempt WHERE id::text = $1)")
            .bind(attempt)
            .fetch_one(&rows)
            .await
            .ok()
    }

    fn tell(&self, number: String, asked: Asked) {
        let graph = self.clone();
        self.0.untold.fetch_add(1, Ordering::SeqCst);
        let mut tellers = self.0.tellers.lock().unwrap();
        while tellers.try_join_next().is_some() {}
        tellers.spawn(async move {
            for status in ["sent", "delivered", "read"] {
                let pause = rand::rng().random_range(0..40);
                tokio::time::sleep(Duration::from_millis(pause)).await;
                let one = json!({
                    "id": asked.wamid, "status": status, "timestamp": now().to_string(), "recipient_id": asked.to,
                    "biz_opaque_callback_data": asked.attempt,
                });
                let body = envelope(&number, &number, &json!({ "statuses": [one] }));
                post_until_taken(&graph.0.http, &graph.0.server, &body).await;
            }
            graph.0.untold.fetch_sub(1, Ordering::SeqCst);
        });
    }
}

/// Every account holds every number that was asked for.
async fn numbers(State(graph): State<Graph>) -> Json<Value> {
    let known = graph.0.numbers.lock().unwrap().clone();
    let items: Vec<Value> = known.iter().map(|id| json!({ "id": id })).collect();
    Json(json!({ "data": items }))
}

/// Every number belongs to every token.
async fn number(State(graph): State<Graph>, Path((_, id)): Path<(String, String)>) -> Json<Value> {
    graph.0.numbers.lock().unwrap().insert(id.clone());
    Json(json!({ "id": id, "display_phone_number": "+62 811-5550-0101", "verified_name": "Stub" }))
}

async fn message(
    State(graph): State<Graph>,
    Path((_, number)): Path<(String, String)>,
    Json(body): Json<Value>,
) -> Json<Value> {
    // A read receipt has no recipient.
    let Some(to) = body["to"].as_str() else {
        return Json(json!({ "success": true }));
    };
    let attempt = body["biz_opaque_callback_data"]
        .as_str()
        .unwrap_or_default()
        .to_owned();
    let asked = Asked {
        committed: graph.committed(&attempt).await,
        attempt,
        to: to.trim_start_matches('+').to_owned(),
        wamid: format!("wamid.out{}", uuid::Uuid::now_v7().simple()),
    };
    graph.0.asked.lock().unwrap().push(asked.clone());
    // From here on it is taken, whoever hears of it.
    graph.tell(number, asked.clone());
    let pause = rand::rng().random_range(0..60);
    tokio::time::sleep(Duration::from_millis(pause)).await;
    Json(json!({
        "messaging_product": "whatsapp",
        "contacts": [{ "input": asked.to, "wa_id": asked.to }],
        "messages": [{ "id": asked.wamid }],
    }))
}
