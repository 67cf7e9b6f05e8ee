//! Many people who write at once.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde_json::json;

use super::{Done, Refusal};
use crate::app::{App, lock};
use crate::flow::{self, LoadWish};

/// `GET /_sandbox/load`: what runs, or ran last.
pub(super) async fn read(State(app): State<Arc<App>>) -> Done {
    Ok(Json(json!({"load": lock(&app.load).shown()})))
}

/// `POST /_sandbox/load`: new people write once each, then all of them for a while.
pub(super) async fn start(State(app): State<Arc<App>>, Json(wish): Json<LoadWish>) -> Done {
    flow::start_load(&app, wish).map_err(Refusal::wrong)?;
    Ok(Json(json!({"load": lock(&app.load).shown()})))
}

/// `DELETE /_sandbox/load`.
pub(super) async fn stop(State(app): State<Arc<App>>) -> Done {
    flow::stop_load(&app);
    Ok(Json(json!({"load": lock(&app.load).shown()})))
}
