//! What people write and do, and what the business writes in Instagram's own app.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use serde_json::json;

use super::{Done, Refusal};
use crate::app::App;
use crate::instagram::customer::{self, Act, Remark, Written};

/// `POST /_sandbox/instagram/inbound`: a person writes.
pub(super) async fn inbound(State(app): State<Arc<App>>, Json(written): Json<Written>) -> Done {
    let id = customer::write(&app, &written).map_err(Refusal::wrong)?;
    Ok(Json(json!({"id": id})))
}

/// `POST /_sandbox/instagram/by_hand`: the business writes, not by the app.
pub(super) async fn by_hand(State(app): State<Arc<App>>, Json(written): Json<Written>) -> Done {
    let id = customer::by_hand(&app, &written).map_err(Refusal::wrong)?;
    Ok(Json(json!({"id": id})))
}

/// `POST /_sandbox/instagram/messages/{mid}`: a person changes it, takes it back, reacts to it.
pub(super) async fn act(
    State(app): State<Arc<App>>,
    Path(mid): Path<String>,
    Json(act): Json<Act>,
) -> Done {
    customer::act(&app, &mid, act).map_err(Refusal::wrong)?;
    Ok(Json(json!({"ok": true})))
}

/// `POST /_sandbox/instagram/comments`: a person comments.
pub(super) async fn comment(State(app): State<Arc<App>>, Json(remark): Json<Remark>) -> Done {
    let id = customer::remark(&app, remark).map_err(Refusal::wrong)?;
    Ok(Json(json!({"id": id})))
}
