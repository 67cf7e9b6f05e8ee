//! Settings, clock, overview, reset.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::{Done, Refusal};
use crate::app::{App, lock};
use crate::clock::FARTHEST_MS;
use crate::flow;
use crate::world::World;

/// `GET /_sandbox/`: what there is.
pub(super) async fn overview(State(app): State<Arc<App>>) -> Done {
    let world = app.world();
    Ok(Json(json!({
        "simulated": true,
        "app_id": app.config.app_id,
        "callback": world.callback.as_ref().unwrap_or(&app.config.callback_url),
        "now": app.now(),
        "wabas": world.wabas.len(), "numbers": world.numbers.len(), "customers": world.customers.len(),
        "templates": world.templates.len(), "threads": world.threads.len(), "sends": world.sends.len(),
        "webhooks_waiting": app.hooks.waiting(), "faults": world.faults.len(),
        "phone": "/sandbox/phone", "documentation": "crates/sandbox/README.md",
    })))
}

/// `GET /_sandbox/settings`.
pub(super) async fn read(State(app): State<Arc<App>>) -> Done {
    Ok(Json(json!(app.world().settings)))
}

/// `PATCH /_sandbox/settings`: the given keys change, unknown ones are refused.
pub(super) async fn change(
    State(app): State<Arc<App>>,
    Json(changes): Json<Map<String, Value>>,
) -> Done {
    let mut world = app.world();
    let mut all = json!(world.settings);
    for (name, value) in changes {
        match all.get_mut(&name) {
            Some(place) => *place = value,
            None => return Err(Refusal::wrong(format!("there is no setting {name}"))),
        }
    }
    let was_by_hand = world.settings.by_hand;
    world.settings =
        serde_json::from_value(all.clone()).map_err(|error| Refusal::wrong(error.to_string()))?;
    let goes_on = was_by_hand && !world.settings.by_hand;
    drop(world);
    if goes_on {
        flow::resume(&app);
    }
    lock(&app.number_limits).clear();
    lock(&app.pair_limits).clear();
    app.hooks.nudge();
    app.touch("");
    Ok(Json(all))
}

/// `GET /_sandbox/clock`.
pub(super) async fn clock(State(app): State<Arc<App>>) -> Done {
    Ok(Json(
        json!({"now": app.now(), "offset_ms": app.clock.offset(), "followed": app.config.clock.is_some()}),
    ))
}

/// How to move the clock. One of the three.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ClockChange {
    offset_ms: Option<i64>,
    advance_ms: Option<i64>,
    now: Option<i64>,
}

/// `POST /_sandbox/clock`.
pub(super) async fn set_clock(
    State(app): State<Arc<App>>,
    Json(change): Json<ClockChange>,
) -> Done {
    let current = app.clock.offset();
    let offset = match change {
        ClockChange {
            offset_ms: Some(offset),
            advance_ms: None,
            now: None,
        } => offset,
        ClockChange {
            offset_ms: None,
            advance_ms: Some(step),
            now: None,
        } => current.saturating_add(step),
        ClockChange {
            offset_ms: None,
            advance_ms: None,
            now: Some(now),
        } => current.saturating_add(now - app.now()),
        _ => {
            return Err(Refusal::wrong(
                "give exactly one of offset_ms, advance_ms and now",
            ));
        }
    };
    if offset.abs() > FARTHEST_MS {
        return Err(Refusal::wrong("the clock goes at most ten years away"));
    }
    app.clock.set_offset(offset);
    app.world().offset_ms = offset;
    app.touch("");
    Ok(Json(json!({"now": app.now(), "offset_ms": offset})))
}

/// What to forget.
#[derive(Deserialize, Default)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Reset {
    /// Also accounts, people and templates; the seed is planted anew.
    everything: bool,
}

/// `POST /_sandbox/reset`: threads, sends, logs, faults, limits, clock and waiting webhooks go.
pub(super) async fn reset(State(app): State<Arc<App>>, body: Option<Json<Reset>>) -> Done {
    let everything = body.is_some_and(|Json(reset)| reset.everything);
    app.hooks.clear();
    flow::stop_load(&app);
    app.clock.set_offset(0);
    let now = app.now();
    {
        let mut world = app.world();
        if everything {
            *world = World::new(app.config.settings.clone());
            world.plant(&app.config.seed, app.config.instagram.is_some(), now);
        } else {
            world.threads.clear();
            world.instagram.forget_talk();
            world.sends.clear();
            world.faults.clear();
            world.offset_ms = 0;
            world.settings.hold_webhooks = false;
            for person in world.customers.values_mut() {
                person.airplane = false;
                person.receipts_off = false;
                person.marketing_stopped.clear();
            }
        }
        world.index();
    }
    {
        let mut logs = app.logs();
        logs.forget_deliveries();
        logs.requests.clear();
    }
    lock(&app.number_limits).clear();
    lock(&app.pair_limits).clear();
    app.touch("");
    Ok(Json(json!({"ok": true})))
}
