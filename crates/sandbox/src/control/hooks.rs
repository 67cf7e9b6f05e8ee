//! Webhook log, replay, raw values, hold and release.

use std::sync::Arc;
use std::time::Duration;

use axum::Json;
use axum::extract::{Path, Query, State};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Done, Refusal};
use crate::app::App;
use crate::hooks::{Anew, Platform, deliver_raw, enqueue, raw_update};
use crate::log::KEPT_BYTES;

/// Nothing is kept back longer than this.
const LATEST_MS: u64 = 600_000;

/// Which deliveries.
#[derive(Deserialize)]
pub(super) struct Which {
    limit: Option<usize>,
    state: Option<String>,
    contains: Option<String>,
}

/// `GET /_sandbox/webhooks`: deliveries, newest first.
pub(super) async fn list(State(app): State<Arc<App>>, Query(which): Query<Which>) -> Done {
    let logs = app.logs();
    let found: Vec<Value> = logs
        .deliveries
        .iter()
        .rev()
        .filter(|delivery| {
            which
                .state
                .as_ref()
                .is_none_or(|state| state == delivery.state)
                && which
                    .contains
                    .as_ref()
                    .is_none_or(|text| delivery.body.contains(text.as_str()))
        })
        .take(which.limit.unwrap_or(200))
        .map(|delivery| json!(delivery))
        .collect();
    let pending = logs
        .deliveries
        .iter()
        .filter(|delivery| matches!(delivery.state, "pending" | "retrying"))
        .count();
    Ok(Json(
        json!({"total": logs.deliveries.len(), "waiting": app.hooks.waiting(), "pending": pending, "webhooks": found}),
    ))
}

/// `DELETE /_sandbox/webhooks`: forgets the log.
pub(super) async fn forget(State(app): State<Arc<App>>) -> Done {
    app.logs().forget_deliveries();
    Ok(Json(json!({"ok": true})))
}

/// `GET /_sandbox/webhooks/{id}`.
pub(super) async fn one(State(app): State<Arc<App>>, Path(id): Path<u64>) -> Done {
    let mut logs = app.logs();
    let delivery = logs
        .delivery_mut(id)
        .ok_or_else(|| Refusal::absent("such delivery"))?;
    Ok(Json(json!(delivery)))
}

/// How to replay.
#[derive(Deserialize, Default)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Again {
    times: Option<usize>,
    bad_signature: bool,
    url: Option<String>,
    delay_ms: u64,
}

/// `POST /_sandbox/webhooks/{id}/replay`: the same bytes again.
pub(super) async fn replay(
    State(app): State<Arc<App>>,
    Path(id): Path<u64>,
    body: Option<Json<Again>>,
) -> Done {
    let again = body.map(|Json(again)| again).unwrap_or_default();
    let (url, body, platform) = {
        let mut logs = app.logs();
        let delivery = logs
            .delivery_mut(id)
            .ok_or_else(|| Refusal::absent("such delivery"))?;
        (
            delivery.url.clone(),
            delivery.body.clone(),
            delivery.platform,
        )
    };
    let url = again.url.unwrap_or(url);
    let times = again.times.unwrap_or(1).min(1000);
    if body.len().saturating_mul(times) > KEPT_BYTES {
        return Err(Refusal::wrong(
            "so many of so large a body do not fit: ask for fewer",
        ));
    }
    let ids: Vec<u64> = (0..times)
        .map(|_| {
            deliver_raw(
                &app,
                Some(url.clone()),
                &body,
                Anew {
                    platform,
                    wrong_signature: again.bad_signature,
                    of: Some(id),
                    after: Duration::from_millis(again.delay_ms.min(LATEST_MS)),
                },
            )
        })
        .collect();
    Ok(Json(json!({"ids": ids})))
}

/// A raw webhook: either a value in the usual envelope, or a whole body as JSON or text.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Raw {
    waba_id: Option<String>,
    #[serde(default = "messages")]
    field: String,
    value: Option<Value>,
    body: Option<Value>,
    #[serde(default)]
    bad_signature: bool,
}

fn messages() -> String {
    "messages".to_owned()
}

/// `POST /_sandbox/webhooks/raw`. A text body leaves byte for byte.
pub(super) async fn raw(State(app): State<Arc<App>>, Json(raw): Json<Raw>) -> Done {
    match (raw.value, raw.body) {
        (Some(value), None) => {
            let waba_id = {
                let world = app.world();
                let number = value["metadata"]["phone_number_id"]
                    .as_str()
                    .unwrap_or_default();
                raw.waba_id.or_else(|| {
                    world
                        .numbers
                        .get(number)
                        .map(|number| number.waba_id.clone())
                })
            };
            let waba_id = waba_id.ok_or_else(|| Refusal::wrong("waba_id is missing"))?;
            enqueue(&app, raw_update(&waba_id, &raw.field, value, app.now()));
            Ok(Json(json!({"ok": true})))
        }
        (None, Some(body)) => {
            let platform = if body["object"] == "instagram" {
                Platform::Instagram
            } else {
                Platform::WhatsApp
            };
            let text = match body {
                Value::String(text) => text,
                other => crate::wire::escaped(&other),
            };
            let anew = Anew {
                platform,
                wrong_signature: raw.bad_signature,
                ..Anew::default()
            };
            let id = deliver_raw(&app, None, &text, anew);
            Ok(Json(json!({"ids": [id]})))
        }
        _ => Err(Refusal::wrong("give exactly one of value and body")),
    }
}

/// `POST /_sandbox/webhooks/hold`: from now on updates gather.
pub(super) async fn hold(State(app): State<Arc<App>>) -> Done {
    app.world().settings.hold_webhooks = true;
    app.hooks.nudge();
    Ok(Json(json!({"ok": true})))
}

/// How to release.
#[derive(Deserialize, Default)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Release {
    shuffle: bool,
    batch_max: Option<usize>,
}

/// `POST /_sandbox/webhooks/release`: what gathered leaves now, in batches, shuffled if wished.
pub(super) async fn release(State(app): State<Arc<App>>, body: Option<Json<Release>>) -> Done {
    let release = body.map(|Json(release)| release).unwrap_or_default();
    {
        let mut world = app.world();
        world.settings.hold_webhooks = false;
        if let Some(most) = release.batch_max {
            world.settings.batch_max = most.clamp(1, 1000);
        }
    }
    let waiting = app.hooks.waiting();
    app.hooks.release(release.shuffle);
    Ok(Json(json!({"released": waiting})))
}
