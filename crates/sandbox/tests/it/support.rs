//! A sandbox with a receiver of its own that verifies signatures independently.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicU16, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{RawQuery, State};
use axum::routing::post;
use hmac::{Hmac, KeyInit, Mac};
use http::{HeaderMap, StatusCode};
use sandbox::{Config, Seed, SeedNumber, SeedTemplate, SeedWaba, Settings};
use serde_json::{Value, json};
use sha2::Sha256;

pub(crate) const SECRET: &str = "test-app-secret";
pub(crate) const INSTAGRAM_SECRET: &str = "instagram-app-secret";
pub(crate) const APP: &str = "300000000000009";
pub(crate) const WABA: &str = "200000000000009";
pub(crate) const NUMBER: &str = "100000000000009";
pub(crate) const TOKEN: &str = "EAAtesttoken";
pub(crate) const RINA: &str = "6281234567801";

/// One webhook as it came.
#[derive(Clone, Debug)]
pub(crate) struct Got {
    pub(crate) body: String,
    pub(crate) signed: bool,
}

impl Got {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).expect("webhook body is JSON")
    }
}

#[derive(Default)]
pub(crate) struct Receiver {
    pub(crate) got: Mutex<Vec<Got>>,
    /// Status to answer; 0 means 200 when well signed, else 401.
    pub(crate) answer: AtomicU16,
}

async fn take(
    State(receiver): State<Arc<Receiver>>,
    headers: HeaderMap,
    body: Bytes,
) -> StatusCode {
    taken(&receiver, &headers, &body, SECRET)
}

async fn take_instagram(
    State(receiver): State<Arc<Receiver>>,
    headers: HeaderMap,
    body: Bytes,
) -> StatusCode {
    taken(&receiver, &headers, &body, INSTAGRAM_SECRET)
}

fn taken(receiver: &Receiver, headers: &HeaderMap, body: &Bytes, secret: &str) -> StatusCode {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).unwrap();
    mac.update(body);
    let right = format!("sha256={}", hex::encode(mac.finalize().into_bytes()));
    let signed = headers
        .get("x-hub-signature-256")
        .is_some_and(|given| *given == *right);
    receiver.got.lock().unwrap().push(Got {
        body: String::from_utf8(body.to_vec()).unwrap(),
        signed,
    });
    match receiver.answer.load(Ordering::SeqCst) {
        0 if signed => StatusCode::OK,
        0 => StatusCode::UNAUTHORIZED,
        other => StatusCode::from_u16(other).unwrap(),
    }
}

async fn handshake(RawQuery(query): RawQuery) -> Result<String, StatusCode> {
    let query = query.unwrap_or_default();
    let part = |key: &str| {
        query
            .split('&')
            .find_map(|pair| pair.strip_prefix(&format!("{key}=")).map(str::to_owned))
    };
    match (part("hub.verify_token").as_deref(), part("hub.challenge")) {
        (Some("right"), Some(challenge)) => Ok(challenge),
        _ => Err(StatusCode::FORBIDDEN),
    }
}

pub(crate) struct Desk {
    pub(crate) base: String,
    pub(crate) receiver: Arc<Receiver>,
    pub(crate) receiver_url: String,
    pub(crate) http: reqwest::Client,
    stop: Option<tokio::sync::oneshot::Sender<()>>,
    pub(crate) join: tokio::task::JoinHandle<Result<(), sandbox::Error>>,
}

pub(crate) fn order_template() -> SeedTemplate {
    SeedTemplate::new(
        "order_update",
        "id",
        "UTILITY",
        vec![
            json!({"type": "HEADER", "format": "TEXT", "text": "Pesanan {{1}}"}),
            json!({"type": "BODY", "text": "Halo {{1}}, pesanan Anda {{2}} hari ini."}),
            json!({"type": "BUTTONS", "buttons": [
                {"type": "QUICK_REPLY", "text": "Lacak"},
                {"type": "URL", "text": "Nota", "url": "https://toko.example/{{1}}"},
            ]}),
        ],
    )
}

pub(crate) fn seed() -> Seed {
    Seed::default().waba(
        SeedWaba::new(WABA, "Toko Uji", TOKEN)
            .number(SeedNumber::new(NUMBER, "+62 811-5500-0009", "Toko Uji"))
            .template(order_template())
            .template(SeedTemplate::new("promo", "id", "MARKETING", vec![json!({"type": "BODY", "text": "Diskon hari ini."})]))
            .template(SeedTemplate {
                parameter_format: "NAMED".to_owned(),
                ..SeedTemplate::new("named", "id", "UTILITY", vec![json!({"type": "BODY", "text": "Halo {{first_name}}, siap di {{place}} ya."})])
            })
            .template(SeedTemplate::new("photo", "id", "UTILITY", vec![
                json!({"type": "HEADER", "format": "IMAGE"}),
                json!({"type": "BODY", "text": "Ini fotonya."}),
            ]))
            .template(SeedTemplate::new("code", "id", "AUTHENTICATION", vec![
                json!({"type": "BODY", "add_security_recommendation": true}),
                json!({"type": "BUTTONS", "buttons": [{"type": "OTP", "otp_type": "COPY_CODE", "text": "Salin"}]}),
            ])),
    )
}

pub(crate) fn quick() -> Settings {
    Settings {
        sent_ms: 5,
        delivered_ms: 40,
        read_ms: 20,
        time_factor: 300.0,
        ..Settings::default()
    }
}

pub(crate) async fn desk() -> Desk {
    desk_with(|_| {}).await
}

pub(crate) async fn desk_with(change: impl FnOnce(&mut Config)) -> Desk {
    let receiver = Arc::new(Receiver::default());
    let app = Router::new()
        .route("/hook", post(take).get(handshake))
        .route("/other", post(take).get(handshake))
        .route("/instagram", post(take_instagram))
        .layer(axum::extract::DefaultBodyLimit::max(8 * 1024 * 1024))
        .with_state(Arc::clone(&receiver));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let receiver_url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, app).await });
    let mut config = Config::new(APP, SECRET, &format!("{receiver_url}/hook"))
        .seed(seed())
        .settings(quick());
    config.listen = SocketAddr::from(([127, 0, 0, 1], 0));
    change(&mut config);
    let (stop, stopped) = tokio::sync::oneshot::channel();
    let running = sandbox::start(config, async {
        let _ = stopped.await;
    })
    .await
    .unwrap();
    let http = reqwest::Client::builder()
        .timeout(Duration::from_secs(10))
        .build()
        .unwrap();
    Desk {
        base: running.url(),
        receiver,
        receiver_url,
        http,
        stop: Some(stop),
        join: running.join,
    }
}

impl Desk {
    pub(crate) async fn call(
        &self,
        method: &str,
        path: &str,
        token: Option<&str>,
        body: Option<Value>,
    ) -> (u16, Value) {
        let mut request = self
            .http
            .request(method.parse().unwrap(), format!("{}{path}", self.base));
        if let Some(token) = token {
            request = request.bearer_auth(token);
        }
        if let Some(body) = body {
            request = request.json(&body);
        }
        let answer = request.send().await.unwrap();
        let status = answer.status().as_u16();
        let text = answer.text().await.unwrap();
        (
            status,
            serde_json::from_str(&text).unwrap_or(Value::String(text)),
        )
    }

    pub(crate) async fn graph(
        &self,
        method: &str,
        path: &str,
        body: Option<Value>,
    ) -> (u16, Value) {
        self.call(method, &format!("/v25.0{path}"), Some(TOKEN), body)
            .await
    }

    pub(crate) async fn control(&self, method: &str, path: &str, body: Option<Value>) -> Value {
        let (status, answer) = self
            .call(method, &format!("/_sandbox{path}"), None, body)
            .await;
        assert_eq!(status, 200, "{path}: {answer}");
        answer
    }

    /// Sends a message of this type and content to Rina.
    pub(crate) async fn send(&self, message: Value) -> (u16, Value) {
        let mut body = json!({"messaging_product": "whatsapp", "to": RINA});
        body.as_object_mut()
            .unwrap()
            .extend(message.as_object().unwrap().clone());
        self.graph("POST", &format!("/{NUMBER}/messages"), Some(body))
            .await
    }

    pub(crate) async fn say(&self, customer: &str, text: &str) -> String {
        let body = json!({"phone_number_id": NUMBER, "customer": customer, "text": text});
        self.control("POST", "/inbound", Some(body)).await["id"]
            .as_str()
            .unwrap()
            .to_owned()
    }

    pub(crate) fn got(&self) -> Vec<Got> {
        self.receiver.got.lock().unwrap().clone()
    }

    /// All statuses of a message in the order they came.
    pub(crate) fn statuses(&self, wamid: &str) -> Vec<Value> {
        self.got()
            .iter()
            .filter(|got| got.signed)
            .flat_map(|got| statuses(&got.body))
            .filter(|status| status["id"] == wamid)
            .collect()
    }

    /// Waits until the condition holds.
    pub(crate) async fn until(&self, what: &str, mut condition: impl FnMut(&Self) -> bool) {
        for _ in 0..400 {
            if condition(self) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(15)).await;
        }
        panic!("never: {what}; got {:?}", self.got());
    }

    pub(crate) async fn stop(mut self) {
        let _ = self.stop.take().unwrap().send(());
        self.join.await.unwrap().unwrap();
    }
}

pub(crate) fn values(body: &str) -> Vec<Value> {
    let Ok(json) = serde_json::from_str::<Value>(body) else {
        return Vec::new();
    };
    let entries = json["entry"].as_array().cloned().unwrap_or_default();
    entries
        .iter()
        .flat_map(|entry| entry["changes"].as_array().cloned().unwrap_or_default())
        .map(|change| change["value"].clone())
        .collect()
}

pub(crate) fn statuses(body: &str) -> Vec<Value> {
    values(body)
        .iter()
        .flat_map(|value| value["statuses"].as_array().cloned().unwrap_or_default())
        .collect()
}

pub(crate) fn messages(body: &str) -> Vec<Value> {
    values(body)
        .iter()
        .flat_map(|value| value["messages"].as_array().cloned().unwrap_or_default())
        .collect()
}

pub(crate) fn wamid(answer: &Value) -> String {
    answer["messages"][0]["id"]
        .as_str()
        .unwrap_or_else(|| panic!("no wamid in {answer}"))
        .to_owned()
}
