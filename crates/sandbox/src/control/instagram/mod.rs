//! Instagram in the control API.

mod accounts;
mod consent;
mod phone;
mod talk;

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};

use super::{Done, Refusal};
use crate::app::App;
use crate::config::InstagramApp;

/// The Instagram app; a sandbox without one plays no Instagram.
fn played(app: &App) -> Result<&InstagramApp, Refusal> {
    let played = app.config.instagram.as_ref();
    played.ok_or_else(|| Refusal::absent("Instagram app in this sandbox"))
}

/// The routes below `/instagram`.
pub(super) fn router() -> Router<Arc<App>> {
    Router::new()
        .route("/", get(accounts::list))
        .route("/accounts", post(accounts::add))
        .route("/accounts/{id}/leave", post(accounts::leave))
        .route("/authorize", get(consent::offer))
        .route("/authorize/finish", post(consent::finish))
        .route("/inbound", post(talk::inbound))
        .route("/by_hand", post(talk::by_hand))
        .route("/messages/{mid}", post(talk::act))
        .route("/comments", post(talk::comment))
        .route("/phone", get(phone::view))
        .route("/phone/seen", post(phone::seen))
        .route("/pictures/{name}", get(phone::picture))
}
