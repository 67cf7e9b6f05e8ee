//! A Graph API that accepts every message at once and notes when it came.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use anyhow::Result;
use axum::extract::{Path, State};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde_json::{Value, json};

/// When each customer's answer came, and how many came.
#[derive(Debug, Default)]
struct Seen {
    first: HashMap<String, Instant>,
    sends: u64,
    /// Numbers that were asked for.
    numbers: std::collections::BTreeSet<String>,
}

/// The stub, on a thread of its own.
#[derive(Debug, Clone)]
pub(crate) struct Stub {
    seen: Arc<Mutex<Seen>>,
    pub(crate) address: SocketAddr,
}

impl Stub {
    pub(crate) fn start() -> Result<Self> {
        let listener = std::net::TcpListener::bind("127.0.0.1:0")?;
        listener.set_nonblocking(true)?;
        let stub = Self {
            seen: Arc::default(),
            address: listener.local_addr()?,
        };
        let router = Router::new()
            .route("/{version}/{number}/messages", post(accept))
            .route("/{version}/{number}", get(number))
            .route("/{version}/{account}/phone_numbers", get(numbers))
            .route(
                "/{version}/{object}/message_templates",
                get(|| async { Json(json!({ "data": [] })) }),
            )
            .with_state(stub.clone());
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()?;
        std::thread::spawn(move || {
            runtime.block_on(async move {
                let listener = tokio::net::TcpListener::from_std(listener)?;
                axum::serve(listener, router).await
            })
        });
        Ok(stub)
    }

    fn seen(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// When the first message to this customer came.
    pub(crate) fn answered(&self, customer: &str) -> Option<Instant> {
        self.seen().first.get(customer).copied()
    }

    /// How many messages came, all in all.
    pub(crate) fn sends(&self) -> u64 {
        self.seen().sends
    }

    pub(crate) fn forget(&self) {
        *self.seen() = Seen::default();
    }
}

/// Every account holds every number that was asked for.
async fn numbers(State(stub): State<Stub>) -> Json<Value> {
    let known = stub.seen().numbers.clone();
    let items: Vec<Value> = known.iter().map(|id| json!({ "id": id })).collect();
    Json(json!({ "data": items }))
}

/// Every number belongs to every token.
async fn number(State(stub): State<Stub>, Path((_, id)): Path<(String, String)>) -> Json<Value> {
    stub.seen().numbers.insert(id.clone());
    Json(json!({ "id": id, "display_phone_number": "+62 811-5550-0101", "verified_name": "Stub" }))
}

async fn accept(State(stub): State<Stub>, Json(body): Json<Value>) -> Json<Value> {
    let came = Instant::now();
    // A read receipt has a status and no recipient.
    let Some(to) = body["to"].as_str() else {
        return Json(json!({ "success": true }));
    };
    {
        let mut seen = stub.seen();
        seen.first
            .entry(to.trim_start_matches('+').to_owned())
            .or_insert(came);
        seen.sends += 1;
    }
    Json(json!({
        "messaging_product": "whatsapp",
        "contacts": [{ "input": to, "wa_id": to }],
        "messages": [{ "id": format!("wamid.{}", uuid::Uuid::new_v4().simple()) }],
    }))
}
