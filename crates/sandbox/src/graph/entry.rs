//! The way of every call: read, fault, route, fault again, log.

use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::response::{Html, IntoResponse, Response};
use bytes::Bytes;
use http::{HeaderMap, HeaderValue, StatusCode, header};
use serde_json::{Map, Value, json};
use tokio::time::Instant;

use super::call::{Answer, Call};
use super::route;
use crate::app::App;
use crate::error::GraphError;
use crate::faults::{Kind, Place, Rule, Subject};
use crate::hooks::Platform;
use crate::log::RequestEntry;
use crate::{codes, ids, instagram};

/// Meta takes documents of 100 MB; the multipart frame needs a little more.
const BODY_MAX: usize = 105 * 1024 * 1024;
const LOGGED_MAX: usize = 64 * 1024;
/// How long a call hangs when a timeout fault names no time.
const HANG: u64 = 60_000;

/// Every Graph call comes through here.
pub(crate) async fn entry(State(app): State<Arc<App>>, request: Request) -> Response {
    let begun = Instant::now();
    let (head, body) = request.into_parts();
    let Ok(body) = axum::body::to_bytes(body, BODY_MAX).await else {
        return GraphError::messaging(131_053, "The body is larger than 100 MB.").into_response();
    };
    let path = head.uri.path().to_owned();
    let (platform, below) = Platform::of(&path);
    let read = Call::read(
        head.method.as_str(),
        below,
        head.uri.query(),
        &head.headers,
        &body,
    )
    .await;
    let rule = app.fault(Place::Graph, &subject(&app, head.method.as_str(), &path));
    let outcome = match read {
        Ok(mut call) => {
            call.fault.clone_from(&rule);
            let version = call.version.clone();
            perform(&app, &call, rule.as_ref(), platform)
                .await
                .map(|answer| (answer, version))
        }
        Err(error) => Err(error),
    };
    let (response, shown) = match outcome {
        Ok((answer, version)) => respond(&app, answer, &version),
        Err(error) => {
            let shown = error.body("…");
            (error.into_response(), shown)
        }
    };
    let status = response.status().as_u16();
    note(&app, &head, &body, (status, shown), rule.as_ref(), begun);
    after(response, rule.as_ref(), platform).await
}

fn subject<'a>(app: &App, method: &'a str, path: &'a str) -> Subject<'a> {
    let (platform, below) = Platform::of(path);
    let mut segments = below.split('/').filter(|part| !part.is_empty());
    let first = segments.next().unwrap_or_default();
    let id = if first.starts_with('v') {
        segments.next().unwrap_or_default()
    } else {
        first
    };
    let world = app.world();
    let sender = platform == Platform::Instagram || world.numbers.contains_key(id);
    let (phone_number_id, waba_id) = if sender { (id, "") } else { ("", id) };
    Subject {
        path,
        method,
        phone_number_id,
        waba_id,
        ..Subject::default()
    }
}

/// Refuses before the effect when the fault says so; otherwise lets the call have its effect.
async fn perform(
    app: &Arc<App>,
    call: &Call,
    rule: Option<&Rule>,
    platform: Platform,
) -> Result<Answer, GraphError> {
    if platform == Platform::Instagram {
        return instagram::perform(app, call, rule);
    }
    match rule.map(|rule| (rule.kind, rule.code)) {
        Some((Kind::Http500, _)) => Err(GraphError::of_code(131_000)),
        Some((Kind::Http429, _)) => Err(GraphError {
            http: 429,
            ..GraphError::of_code(130_429)
        }),
        Some((Kind::ErrorCode, code)) => Err(GraphError::of_code(code.unwrap_or(131_000))),
        Some((Kind::Html502 | Kind::Timeout, _)) => Err(GraphError::of_code(2)),
        _ => route(app, call).await,
    }
}

fn respond(app: &App, answer: Answer, version: &str) -> (Response, Value) {
    match answer {
        Answer::File(mime, bytes) => {
            let shown = json!(format!("<{} bytes of {mime}>", bytes.len()));
            let response = ([(header::CONTENT_TYPE, mime)], bytes).into_response();
            (response, shown)
        }
        Answer::Refused(status, value) => {
            let status = StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_REQUEST);
            ((status, axum::Json(&value)).into_response(), value)
        }
        Answer::Json(value, waba_id) => {
            let mut response = axum::Json(&value).into_response();
            usage_headers(app, response.headers_mut(), version, waba_id.as_deref());
            (response, value)
        }
    }
}

fn usage_headers(app: &App, headers: &mut HeaderMap, version: &str, waba_id: Option<&str>) {
    let mut put = |name: &'static str, value: String| {
        if let Ok(value) = HeaderValue::from_str(&value) {
            headers.insert(name, value);
        }
    };
    let calls = app.logs().requests.len() % 100;
    put("x-fb-trace-id", ids::trace());
    put("facebook-api-version", version.to_owned());
    put(
        "x-app-usage",
        json!({"call_count": calls, "total_cputime": 0, "total_time": calls / 2}).to_string(),
    );
    if let Some(waba_id) = waba_id {
        let usage = json!({waba_id: [{"type": "whatsapp", "call_count": calls, "total_cputime": 1,
            "total_time": 1, "estimated_time_to_regain_access": 0}]});
        put("x-business-use-case-usage", usage.to_string());
    }
}

/// Spoils the answer when the fault says so. The effect has happened.
async fn after(response: Response, rule: Option<&Rule>, platform: Platform) -> Response {
    let Some(rule) = rule else { return response };
    let pause = rule.delay_ms;
    match rule.kind {
        Kind::Delay => {
            tokio::time::sleep(Duration::from_millis(pause.unwrap_or(1_000))).await;
            response
        }
        Kind::Http500AfterEffect if platform == Platform::Instagram => {
            instagram::broken().into_response()
        }
        Kind::Http500AfterEffect => {
            let row = codes::of(131_000);
            let error = GraphError::messaging(131_000, row.details);
            error.into_response()
        }
        Kind::Html502 => (
            StatusCode::BAD_GATEWAY,
            Html("<html><body><h1>502 Bad Gateway</h1></body></html>"),
        )
            .into_response(),
        Kind::Timeout | Kind::TimeoutAfterEffect => {
            tokio::time::sleep(Duration::from_millis(pause.unwrap_or(HANG))).await;
            broken()
        }
        Kind::ResetAfterEffect => broken(),
        Kind::GarbageJson => (
            [(header::CONTENT_TYPE, "application/json")],
            "{\"messaging_product\":\"whatsapp\",\"mess",
        )
            .into_response(),
        Kind::NoId if platform == Platform::Instagram => axum::Json(json!({})).into_response(),
        Kind::NoId => axum::Json(json!({"messaging_product": "whatsapp"})).into_response(),
        _ => response,
    }
}

/// An answer whose body breaks off: the connection is closed in the middle.
fn broken() -> Response {
    let pieces = futures::stream::iter([
        Ok(Bytes::from_static(b"{\"mess")),
        Err(std::io::Error::new(
            std::io::ErrorKind::ConnectionReset,
            "reset on purpose",
        )),
    ]);
    let mut response = Response::new(Body::from_stream(pieces));
    response.headers_mut().insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/json"),
    );
    response
}

fn note(
    app: &App,
    head: &http::request::Parts,
    body: &Bytes,
    (status, response): (u16, Value),
    rule: Option<&Rule>,
    begun: Instant,
) {
    let query = head
        .uri
        .query()
        .map(|query| format!("?{}", redacted_query(query)))
        .unwrap_or_default();
    let mut logs = app.logs();
    let id = logs.next();
    logs.request(RequestEntry {
        id,
        at: app.now(),
        method: head.method.to_string(),
        path: format!("{}{query}", head.uri.path()),
        headers: redacted_headers(&head.headers),
        body: shown_body(body),
        status,
        response: without_tokens(response),
        took_ms: u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX),
        fault: rule.map(|rule| format!("{:?}", rule.kind)),
    });
}

const SECRET: [&str; 7] = [
    "access_token",
    "client_secret",
    "appsecret_proof",
    "code",
    "input_token",
    "verify_token",
    "pin",
];

fn redacted_query(query: &str) -> String {
    query
        .split('&')
        .map(|pair| match pair.split_once('=') {
            Some((key, _)) if SECRET.contains(&key) => format!("{key}=redacted"),
            _ => pair.to_owned(),
        })
        .collect::<Vec<_>>()
        .join("&")
}

fn redacted_headers(headers: &HeaderMap) -> Value {
    let mut shown = Map::new();
    for (name, value) in headers {
        let text = if name == header::AUTHORIZATION || name == header::COOKIE {
            "redacted"
        } else {
            value.to_str().unwrap_or("<binary>")
        };
        shown.insert(name.to_string(), json!(text));
    }
    Value::Object(shown)
}

fn shown_body(body: &Bytes) -> Value {
    if body.len() > LOGGED_MAX {
        return json!(format!("<{} bytes>", body.len()));
    }
    match serde_json::from_slice::<Value>(body) {
        Ok(value) => without_tokens(value),
        Err(_) if body.is_empty() => Value::Null,
        Err(_) => std::str::from_utf8(body)
            .ok()
            .filter(|text| !text.contains('\u{0}') && !SECRET.iter().any(|key| text.contains(key)))
            .map_or_else(
                || json!(format!("<{} bytes>", body.len())),
                |text| json!(text),
            ),
    }
}

fn without_tokens(mut value: Value) -> Value {
    redact(&mut value);
    value
}

/// Also within lists: Instagram's exchange answers with one.
fn redact(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            for (name, field) in fields.iter_mut() {
                if name != "code" && SECRET.contains(&name.as_str()) {
                    *field = json!("redacted");
                } else {
                    redact(field);
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(redact),
        _ => {}
    }
}
