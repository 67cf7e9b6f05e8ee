//! The control API under `/_sandbox`: what a test or the phone page may do that Meta would not let
//! a business do.

mod accounts;
mod app;
mod console;
mod customers;
mod faults;
mod guard;
mod hooks;
mod instagram;
mod leave;
mod load;
mod login;
mod news;
mod numbers;
mod phone;
mod settings;
mod signup;
mod templates;
mod traffic;

use std::sync::Arc;

use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse, Response};
use axum::routing::{delete, get, patch, post};
use http::StatusCode;
use serde_json::{Value, json};

use crate::app::App;

/// A refusal of the control API, in plain words.
#[derive(Debug)]
pub(crate) struct Refusal(StatusCode, String);

impl Refusal {
    /// 404.
    fn absent(what: &str) -> Self {
        Self(StatusCode::NOT_FOUND, format!("there is no {what}"))
    }

    /// 422.
    fn wrong(why: impl Into<String>) -> Self {
        Self(StatusCode::UNPROCESSABLE_ENTITY, why.into())
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        (self.0, axum::Json(json!({"error": self.1}))).into_response()
    }
}

/// What a control handler answers.
type Done = Result<axum::Json<Value>, Refusal>;

/// All routes, behind the guard.
pub(crate) fn router(app: &Arc<App>) -> Router<Arc<App>> {
    Router::new()
        .route("/", get(settings::overview))
        .route("/tenants", post(accounts::tenants))
        .route("/wabas", get(accounts::list).post(accounts::add_waba))
        .route("/wabas/{id}/numbers", post(accounts::add_number))
        .route("/numbers/{id}", patch(numbers::change))
        .route("/numbers/{id}/news", get(news::list).post(news::tell))
        .route("/numbers/{id}/leave", post(leave::leave))
        .route("/numbers/{id}/app", post(app::join))
        .route("/numbers/{id}/app/messages", post(app::say))
        .route("/tokens", get(accounts::tokens).post(accounts::add_token))
        .route("/tokens/revoke", post(accounts::revoke_token))
        .route("/codes", post(accounts::add_code))
        .route("/signup", get(signup::offer))
        .route("/signup/number", post(signup::number))
        .route("/signup/finish", post(signup::finish))
        .route("/login", get(login::offer))
        .route("/login/finish", post(login::finish))
        .route("/login/person", post(login::change))
        .route("/customers", get(customers::list).post(customers::add))
        .route("/customers/{id}", patch(customers::change))
        .route("/customers/{id}/block", post(customers::block))
        .route("/customers/{id}/marketing", post(customers::marketing))
        .route("/templates", get(templates::list).post(templates::add))
        .route("/templates/{id}/{verb}", post(templates::decide))
        .route("/inbound", post(traffic::inbound))
        .route("/statuses", post(traffic::status))
        .route("/sends", get(traffic::sends))
        .route(
            "/requests",
            get(traffic::requests).delete(traffic::forget_requests),
        )
        .route("/media", post(traffic::put_media))
        .route("/media/{id}", get(traffic::get_media))
        .route("/webhooks", get(hooks::list).delete(hooks::forget))
        .route("/webhooks/raw", post(hooks::raw))
        .route("/webhooks/hold", post(hooks::hold))
        .route("/webhooks/release", post(hooks::release))
        .route("/webhooks/{id}", get(hooks::one))
        .route("/webhooks/{id}/replay", post(hooks::replay))
        .route(
            "/faults",
            get(faults::list).post(faults::add).delete(faults::clear),
        )
        .route("/faults/{id}", delete(faults::remove))
        .route("/settings", get(settings::read).patch(settings::change))
        .route("/clock", get(settings::clock).post(settings::set_clock))
        .route("/reset", post(settings::reset))
        .route("/console", get(console::overview))
        .route(
            "/load",
            get(load::read).post(load::start).delete(load::stop),
        )
        .route("/phone", get(phone::overview))
        .route("/phone/thread", get(phone::thread))
        .route("/phone/seen", post(phone::seen))
        .route("/phone/hidden", post(phone::hidden))
        .route("/events", get(phone::events))
        .nest("/instagram", instagram::router())
        .fallback(|| async { Refusal::absent("such control endpoint") })
        .layer(from_fn_with_state(Arc::clone(app), guard::guard))
}
