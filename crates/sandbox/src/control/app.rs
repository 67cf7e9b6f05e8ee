//! The owner's WhatsApp Business app: whether a number stays in it, and what is written there.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use serde::Deserialize;
use serde_json::json;

use super::{Done, Refusal};
use crate::app::App;
use crate::flow;
use crate::world::BusinessApp;

/// Whether the number is in the app.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Join {
    /// Whether the owner keeps past chats to themselves.
    #[serde(default)]
    unshared: bool,
}

/// `POST /_sandbox/numbers/{id}/app`: the number is in the app as well from now on.
pub(super) async fn join(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    Json(join): Json<Join>,
) -> Done {
    let now = app.now();
    app.world()
        .numbers
        .get_mut(&id)
        .ok_or_else(|| Refusal::absent("such number"))?
        .app = Some(BusinessApp {
        since: now,
        unshared: join.unshared,
        asked: Vec::new(),
    });
    app.touch("");
    Ok(Json(json!({"ok": true})))
}

/// What the owner writes, to whom.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Said {
    customer: String,
    text: String,
}

/// `POST /_sandbox/numbers/{id}/app/messages`: the owner answers in the app.
pub(super) async fn say(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    Json(said): Json<Said>,
) -> Done {
    if said.text.trim().is_empty() {
        return Err(Refusal::wrong("there is nothing to say"));
    }
    let wamid =
        flow::owner_says(&app, &id, &said.customer, said.text.trim()).map_err(Refusal::wrong)?;
    Ok(Json(json!({"id": wamid})))
}
