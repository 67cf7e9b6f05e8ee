//! Fault rules.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use serde_json::json;

use super::{Done, Refusal};
use crate::app::App;
use crate::faults::Rule;

/// `GET /_sandbox/faults`.
pub(super) async fn list(State(app): State<Arc<App>>) -> Done {
    Ok(Json(json!({"faults": app.world().faults})))
}

/// `POST /_sandbox/faults`.
pub(super) async fn add(State(app): State<Arc<App>>, Json(mut rule): Json<Rule>) -> Done {
    if !rule.kind.fits(rule.place) {
        return Err(Refusal::wrong(
            "this kind of fault does not exist on that side",
        ));
    }
    if !(0.0..=1.0).contains(&rule.probability) {
        return Err(Refusal::wrong("probability is from 0 to 1"));
    }
    let mut world = app.world();
    rule.id = world.next();
    rule.hits = 0;
    world.faults.push(rule.clone());
    drop(world);
    app.touch("");
    Ok(Json(json!({"fault": rule})))
}

/// `DELETE /_sandbox/faults/{id}`.
pub(super) async fn remove(State(app): State<Arc<App>>, Path(id): Path<u64>) -> Done {
    let mut world = app.world();
    let before = world.faults.len();
    world.faults.retain(|rule| rule.id != id);
    let gone = before > world.faults.len();
    drop(world);
    if gone {
        Ok(Json(json!({"ok": true})))
    } else {
        Err(Refusal::absent("such fault"))
    }
}

/// `DELETE /_sandbox/faults`.
pub(super) async fn clear(State(app): State<Arc<App>>) -> Done {
    app.world().faults.clear();
    app.touch("");
    Ok(Json(json!({"ok": true})))
}
