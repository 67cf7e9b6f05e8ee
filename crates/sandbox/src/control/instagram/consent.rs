//! What the page of consent offers, and its end.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde_json::{Value, json};

use super::{Done, Refusal, played};
use crate::app::App;
use crate::instagram::consent::{Choice, end};

/// `GET /_sandbox/instagram/authorize`: the accounts that can be chosen. Makes nothing.
pub(super) async fn offer(State(app): State<Arc<App>>) -> Done {
    let played = played(&app)?;
    let world = app.world();
    let accounts: Vec<Value> = world
        .instagram
        .ordered()
        .into_iter()
        .map(|account| {
            json!({"id": account.id, "username": account.username, "name": account.name,
                "account_type": account.sort, "connected": world.instagram.connected(&account.id, app.now())})
        })
        .collect();
    Ok(Json(
        json!({"app": {"id": played.app_id, "name": "Sandbox app"}, "accounts": accounts}),
    ))
}

/// `POST /_sandbox/instagram/authorize/finish`: answers where the browser goes now.
pub(super) async fn finish(State(app): State<Arc<App>>, Json(choice): Json<Choice>) -> Done {
    let to = end(&app, &choice).map_err(Refusal::wrong)?;
    Ok(Json(json!({"to": to})))
}
