//! Messages from people, statuses by hand, what was sent, what was called, media of people.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use http::{HeaderMap, header};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Done, Refusal};
use crate::app::App;
use crate::flow::{self, Inbound};
use crate::sample;
use crate::world::{SendRecord, Stage};

/// `POST /_sandbox/inbound`: a person sends.
pub(super) async fn inbound(State(app): State<Arc<App>>, Json(inbound): Json<Inbound>) -> Done {
    let (wamid, value) = flow::receive(&app, inbound).map_err(Refusal::wrong)?;
    Ok(Json(json!({"id": wamid, "value": value})))
}

/// A status by hand.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StatusStep {
    id: String,
    status: Stage,
    code: Option<i64>,
}

/// `POST /_sandbox/statuses`.
pub(super) async fn status(State(app): State<Arc<App>>, Json(step): Json<StatusStep>) -> Done {
    let code = (step.status == Stage::Failed).then(|| step.code.unwrap_or(131_026));
    if flow::advance(&app, &step.id, step.status, code) {
        Ok(Json(json!({"ok": true})))
    } else {
        Err(Refusal::wrong("the message is unknown, or cannot go there"))
    }
}

/// Which sends.
#[derive(Deserialize)]
pub(super) struct WhichSends {
    opaque: Option<String>,
    phone_number_id: Option<String>,
    customer: Option<String>,
    limit: Option<usize>,
}

/// `GET /_sandbox/sends`: accepted messages, newest first, and how often each
/// `biz_opaque_callback_data` was seen.
pub(super) async fn sends(State(app): State<Arc<App>>, Query(which): Query<WhichSends>) -> Done {
    let world = app.world();
    let fits = |send: &&SendRecord| {
        which
            .opaque
            .as_ref()
            .is_none_or(|opaque| send.biz_opaque_callback_data.as_ref() == Some(opaque))
            && which
                .phone_number_id
                .as_ref()
                .is_none_or(|id| *id == send.phone_number_id)
            && which
                .customer
                .as_ref()
                .is_none_or(|id| *id == send.customer || send.input.ends_with(id.as_str()))
    };
    let found: Vec<&SendRecord> = world.sends.iter().rev().filter(fits).collect();
    let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
    for opaque in found
        .iter()
        .filter_map(|send| send.biz_opaque_callback_data.as_deref())
    {
        *counts.entry(opaque).or_default() += 1;
    }
    let repeated: BTreeMap<&&str, &u64> = counts.iter().filter(|(_, count)| **count > 1).collect();
    let limit = which.limit.unwrap_or(500);
    let shown: Vec<Value> = found
        .iter()
        .take(limit)
        .map(|send| {
            let mut row = json!(send);
            if let Some((_, message)) = world.locate(&send.wamid) {
                row["status"] = json!(message.stage);
                row["error"] = json!(message.error);
                row["rendered"] = json!(message.rendered);
            }
            row
        })
        .collect();
    Ok(Json(
        json!({"total": found.len(), "attempts": counts.len(), "repeated": repeated, "sends": shown}),
    ))
}

/// How many, and which.
#[derive(Deserialize)]
pub(super) struct WhichRequests {
    limit: Option<usize>,
    path: Option<String>,
    method: Option<String>,
}

/// `GET /_sandbox/requests`: calls to the Graph API, newest first, without secrets.
pub(super) async fn requests(
    State(app): State<Arc<App>>,
    Query(which): Query<WhichRequests>,
) -> Done {
    let logs = app.logs();
    let found: Vec<Value> = logs
        .requests
        .iter()
        .rev()
        .filter(|entry| {
            which
                .path
                .as_ref()
                .is_none_or(|path| entry.path.contains(path.as_str()))
                && which
                    .method
                    .as_ref()
                    .is_none_or(|method| entry.method.eq_ignore_ascii_case(method))
        })
        .take(which.limit.unwrap_or(200))
        .map(|entry| json!(entry))
        .collect();
    Ok(Json(
        json!({"total": logs.requests.len(), "requests": found}),
    ))
}

/// `DELETE /_sandbox/requests`.
pub(super) async fn forget_requests(State(app): State<Arc<App>>) -> Done {
    app.logs().requests.clear();
    Ok(Json(json!({"ok": true})))
}

/// `POST /_sandbox/media`: the body is a file that a person will send; its type is the header's.
pub(super) async fn put_media(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    Query(query): Query<BTreeMap<String, String>>,
    body: Bytes,
) -> Done {
    if body.is_empty() {
        return Err(Refusal::wrong("the file is empty"));
    }
    let mime = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or("application/octet-stream")
        .to_owned();
    let now = app.now();
    let id = sample::store(
        &mut app.world(),
        &mime,
        query.get("filename").cloned(),
        body,
        now,
    );
    app.touch("");
    Ok(Json(json!({"id": id})))
}

/// `GET /_sandbox/media/{id}`: for the phone page. Only types that cannot run code keep their type.
pub(super) async fn get_media(State(app): State<Arc<App>>, Path(id): Path<String>) -> Response {
    let Some(media) = app.world().media.get(&id).cloned() else {
        return Refusal::absent("such media").into_response();
    };
    let bare = media.mime.split(';').next().unwrap_or_default().trim();
    let harmless = ["image/jpeg", "image/png", "image/webp", "image/gif"].contains(&bare)
        || bare.starts_with("audio/")
        || bare.starts_with("video/");
    let (mime, disposition) = if harmless {
        (media.mime.as_str(), "inline".to_owned())
    } else {
        let name: String = media
            .filename
            .as_deref()
            .unwrap_or("file")
            .chars()
            .map(|character| {
                if character.is_ascii_alphanumeric() || "._- ".contains(character) {
                    character
                } else {
                    '_'
                }
            })
            .collect();
        (
            "application/octet-stream",
            format!("attachment; filename=\"{name}\""),
        )
    };
    let headers = [
        (header::CONTENT_TYPE, mime.to_owned()),
        (header::CONTENT_DISPOSITION, disposition),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
        (header::CACHE_CONTROL, "private, max-age=3600".to_owned()),
    ];
    (headers, media.bytes).into_response()
}
