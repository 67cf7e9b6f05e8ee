//! What the console shows of everything at once. No token is in it.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde_json::{Value, json};

use super::Done;
use crate::app::{App, lock};

/// `GET /_sandbox/console`.
pub(super) async fn overview(State(app): State<Arc<App>>) -> Done {
    let load = lock(&app.load).shown();
    let world = app.world();
    let numbers: Vec<Value> = world
        .numbers
        .values()
        .map(|number| {
            let (new_name, new_name_status) = number.name_asked(app.now());
            json!({
                "id": number.id, "waba_id": number.waba_id, "display": number.display,
                "name": number.verified_name, "status": number.status, "quality": number.quality,
                "messaging_limit": number.messaging_limit, "name_status": number.name_status,
                "new_name": new_name, "new_name_status": new_name_status, "in_app": number.app.is_some(),
            })
        })
        .collect();
    Ok(Json(json!({
        "now": app.now(), "offset_ms": app.clock.offset(), "followed": app.config.clock.is_some(),
        "callback": world.callback.as_ref().unwrap_or(&app.config.callback_url),
        "instagram": app.config.instagram.is_some(),
        "numbers": numbers, "settings": world.settings, "faults": world.faults, "load": load,
        "counts": {"customers": world.customers.len(), "threads": world.threads.len(),
            "sends": world.sends.len(), "waiting": app.hooks.waiting()},
    })))
}
