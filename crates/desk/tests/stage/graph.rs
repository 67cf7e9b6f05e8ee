//! The stage's Graph API: it answers as told and remembers what it was asked.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::map_response_with_state;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use domain::clock::{Clock as _, SystemClock};
use serde_json::{Value, json};

use super::files::Files;
use super::logins::Logins;

/// What the stub Graph API answers next.
#[derive(Debug, Clone)]
pub enum Answer {
    /// 200 with a fresh id.
    Accept,
    /// A Graph error.
    Refuse(u16, i64),
    /// 502 without a body that Graph would send.
    BadGateway,
    /// 200 without an id.
    Nameless,
    /// Nothing for so long.
    Slow(Duration),
    /// 200 with this id, after so long.
    AcceptAs(String, Duration),
    /// A Graph error, after so long.
    RefuseLate(u16, i64, Duration),
}

/// A Graph API that answers as told.
#[derive(Debug, Clone, Default)]
pub struct Graph {
    next: Arc<Mutex<VecDeque<Answer>>>,
    asked: Arc<Mutex<Vec<Value>>>,
    files: Arc<Mutex<Vec<usize>>>,
    media_next: Arc<Mutex<VecDeque<Answer>>>,
    numbers: Arc<Mutex<BTreeSet<String>>>,
    /// Accounts whose events are sent to us, with the fields asked for.
    heard: Arc<Mutex<BTreeMap<String, String>>>,
    /// Whether it says whose events are sent to whom.
    discreet: Arc<AtomicBool>,
    templates: Arc<Mutex<Vec<Value>>>,
    /// The code that reading templates is refused with.
    no_templates: Arc<Mutex<Option<i64>>>,
    /// Whose every token is; nobody's, no token is described.
    whose: Arc<Mutex<Option<String>>>,
    /// Seconds by which its dates are ahead.
    ahead: Arc<AtomicI64>,
    pub inbox: Files,
    pub logins: Logins,
}

impl Graph {
    pub(super) fn router(&self) -> Router {
        Router::new()
            .route("/{version}/{number}/messages", post(messages))
            .route("/{version}/{comment}/replies", post(replies))
            .route(
                "/{version}/{account}/subscribed_apps",
                get(subscribed).post(subscribe).delete(unsubscribed),
            )
            .route("/{version}/{number}/media", post(files))
            .route("/{version}/{media}", get(media))
            .route("/{version}/{account}/phone_numbers", get(numbers))
            .route("/{version}/{account}/message_templates", get(templates))
            .route("/{version}/debug_token", get(described))
            .route("/files/{media}", get(file))
            .with_state(self.clone())
            .merge(self.inbox.router())
            .merge(self.logins.router())
            .layer(map_response_with_state(self.clone(), dated))
    }

    /// From now on it says whose tokens are.
    pub fn tokens_are_of(&self, user: &str) {
        *self.whose.lock().unwrap() = Some(user.to_owned());
    }

    /// Its clock is ahead of ours by so many seconds.
    pub fn is_ahead(&self, seconds: i64) {
        self.ahead.store(seconds, Ordering::SeqCst);
    }

    /// It sends us nobody's events any more, as when somebody at the provider took the app out.
    pub fn forgets_us(&self) {
        self.heard.lock().unwrap().clear();
    }

    /// From now on it does not say whose events are sent to us.
    pub fn is_discreet(&self) {
        self.discreet.store(true, Ordering::SeqCst);
    }

    /// What the account's templates are from now on.
    pub fn templates_are(&self, templates: Vec<Value>) {
        *self.templates.lock().unwrap() = templates;
    }

    /// From now on reading templates is refused.
    pub fn refuses_templates(&self, code: i64) {
        *self.no_templates.lock().unwrap() = Some(code);
    }

    pub fn then(&self, answer: Answer) {
        self.next.lock().unwrap().push_back(answer);
    }

    /// What the next hand-over of a file is answered.
    pub fn then_media(&self, answer: Answer) {
        self.media_next.lock().unwrap().push_back(answer);
    }

    /// Lengths of all bodies that handed a file over.
    pub fn files(&self) -> Vec<usize> {
        self.files.lock().unwrap().clone()
    }

    /// Everything asked of the messages edge that was no send.
    pub fn courtesies(&self) -> Vec<Value> {
        let asked = self.asked.lock().unwrap();
        asked
            .iter()
            .filter(|body| is_courtesy(body))
            .cloned()
            .collect()
    }

    /// Every word that ever left.
    pub fn everything(&self) -> String {
        serde_json::to_string(&*self.asked.lock().unwrap()).unwrap()
    }

    /// Bodies of all sends so far, without read receipts.
    pub fn sends(&self) -> Vec<Value> {
        self.asked
            .lock()
            .unwrap()
            .iter()
            .filter(|body| !is_courtesy(body))
            .cloned()
            .collect()
    }
}

/// Whether it tells something to a phone without being a message.
fn is_courtesy(body: &Value) -> bool {
    body.get("status").is_some()
        || matches!(
            body["sender_action"].as_str(),
            Some("mark_seen" | "typing_on")
        )
}

fn accepted(body: &Value, id: &str) -> Response {
    if body["recipient"].is_object() {
        let to = body.pointer("/recipient/id").cloned().unwrap_or(json!("1"));
        let sign = body.get("sender_action").is_some();
        let named = json!({"recipient_id": to, "message_id": id});
        return Json(if sign {
            json!({"recipient_id": to})
        } else {
            named
        })
        .into_response();
    }
    Json(json!({"messaging_product": "whatsapp", "contacts": [{"input": body["to"], "wa_id": "62811"}], "messages": [{"id": id}]})).into_response()
}

fn refused(status: u16, code: i64) -> Response {
    (
        StatusCode::from_u16(status).unwrap(),
        Json(json!({"error": {"message": format!("(#{code})"), "type": "OAuthException", "code": code, "error_data": {"details": "told so"}}})),
    )
        .into_response()
}

async fn templates(State(graph): State<Graph>) -> Response {
    if let Some(code) = *graph.no_templates.lock().unwrap() {
        return refused(400, code);
    }
    Json(json!({"data": *graph.templates.lock().unwrap()})).into_response()
}

async fn messages(
    State(graph): State<Graph>,
    Path((_, _)): Path<(String, String)>,
    Json(body): Json<Value>,
) -> Response {
    let is_send = !is_courtesy(&body);
    graph.asked.lock().unwrap().push(body.clone());
    let answer = if is_send {
        graph
            .next
            .lock()
            .unwrap()
            .pop_front()
            .unwrap_or(Answer::Accept)
    } else {
        Answer::Accept
    };
    match answer {
        Answer::Accept if is_send => {
            accepted(&body, &format!("wamid.{}", uuid::Uuid::now_v7().simple()))
        }
        Answer::Accept => Json(json!({"success": true})).into_response(),
        Answer::Refuse(status, code) => refused(status, code),
        Answer::AcceptAs(id, after) => {
            tokio::time::sleep(after).await;
            accepted(&body, &id)
        }
        Answer::RefuseLate(status, code, after) => {
            tokio::time::sleep(after).await;
            refused(status, code)
        }
        Answer::BadGateway => (StatusCode::BAD_GATEWAY, "<html>bad gateway</html>").into_response(),
        Answer::Nameless => Json(json!({"messaging_product": "whatsapp"})).into_response(),
        Answer::Slow(time) => {
            tokio::time::sleep(time).await;
            StatusCode::GATEWAY_TIMEOUT.into_response()
        }
    }
}

/// A reply under a comment.
async fn replies(
    State(graph): State<Graph>,
    Path((_, comment)): Path<(String, String)>,
    Json(mut body): Json<Value>,
) -> Response {
    body["under"] = json!(comment);
    let id = uuid::Uuid::now_v7().as_u128() % 100_000_000_000_000_000;
    graph.asked.lock().unwrap().push(body);
    Json(json!({"id": id.to_string()})).into_response()
}

async fn subscribed(
    State(graph): State<Graph>,
    Path((_, account)): Path<(String, String)>,
) -> Response {
    if graph.discreet.load(Ordering::SeqCst) {
        return refused(403, 10);
    }
    let heard = graph.heard.lock().unwrap().get(&account).cloned();
    let apps = heard.map(|fields| {
        let ours = json!({"id": "1", "name": "Loket"});
        json!({"whatsapp_business_api_data": ours, "subscribed_fields": fields.split(',').collect::<Vec<_>>()})
    });
    Json(json!({ "data": Vec::from_iter(apps) })).into_response()
}

async fn subscribe(
    State(graph): State<Graph>,
    Path((_, account)): Path<(String, String)>,
    Query(wish): Query<BTreeMap<String, String>>,
) -> Json<Value> {
    let fields = wish.get("subscribed_fields").cloned().unwrap_or_default();
    graph.heard.lock().unwrap().insert(account, fields);
    Json(json!({"success": true}))
}

async fn unsubscribed(
    State(graph): State<Graph>,
    Path((_, account)): Path<(String, String)>,
) -> Response {
    if graph.logins.unsubscribe(&account) {
        graph.heard.lock().unwrap().remove(&account);
        Json(json!({"success": true})).into_response()
    } else {
        StatusCode::BAD_GATEWAY.into_response()
    }
}

async fn files(State(graph): State<Graph>, body: axum::body::Bytes) -> Response {
    graph.files.lock().unwrap().push(body.len());
    let next = graph.media_next.lock().unwrap().pop_front();
    match next.unwrap_or(Answer::Accept) {
        Answer::Refuse(status, code) | Answer::RefuseLate(status, code, _) => refused(status, code),
        Answer::BadGateway => (StatusCode::BAD_GATEWAY, "<html>bad gateway</html>").into_response(),
        Answer::Accept | Answer::AcceptAs(..) | Answer::Nameless | Answer::Slow(_) => {
            Json(json!({"id": uuid::Uuid::now_v7().simple().to_string()})).into_response()
        }
    }
}

async fn described(State(graph): State<Graph>) -> Response {
    match graph.whose.lock().unwrap().as_ref() {
        Some(user) => Json(json!({"data": {
            "is_valid": true, "app_id": "1", "type": "SYSTEM_USER", "user_id": user,
            "scopes": ["whatsapp_business_messaging", "whatsapp_business_management"],
        }}))
        .into_response(),
        None => refused(400, 100),
    }
}

/// Every account holds every number that was asked for.
async fn numbers(State(graph): State<Graph>) -> Json<Value> {
    let known = graph.numbers.lock().unwrap().clone();
    let items: Vec<Value> = known.iter().map(|id| json!({ "id": id })).collect();
    Json(json!({ "data": items }))
}

/// Every answer has a date.
async fn dated(State(graph): State<Graph>, mut response: Response) -> Response {
    let ahead = chrono::Duration::seconds(graph.ahead.load(Ordering::SeqCst));
    let date = (SystemClock.now() + ahead).format("%a, %d %b %Y %H:%M:%S GMT");
    let date = date.to_string().parse().expect("a date is a header");
    response.headers_mut().insert("date", date);
    response
}

/// A number's description, or where a file is, on this very server.
async fn media(
    State(graph): State<Graph>,
    Path((_, media)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response {
    if media == "me" {
        // A profile's token is called after it here.
        let token = headers["authorization"].to_str().unwrap();
        return graph.logins.me(token.trim_start_matches("Bearer "));
    }
    graph.numbers.lock().unwrap().insert(media.clone());
    let host = headers["host"].to_str().unwrap();
    if let Some(told) = graph.inbox.info(host) {
        return told;
    }
    let url = format!("http://{host}/files/{media}");
    let health = json!({"entities": []});
    Json(json!({"url": url, "mime_type": "image/png", "id": media, "health_status": health}))
        .into_response()
}

/// A file's bytes: its id, many times.
async fn file(Path(media): Path<String>) -> String {
    media.repeat(20)
}
