//! All addresses of the server in one place.

use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse, Response};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::timeout::TimeoutLayer;

use crate::problem::Problem;
use crate::site::{for_api, for_pages, page, wrong_method};
use crate::state::ApiState;
use crate::{intake, leaving, plain, public, routes};

/// The largest body of an API request: a catalogue is the largest thing anybody sends.
const LARGEST: usize = 4 * 1024 * 1024;

/// No request may take longer.
const LONGEST: Duration = Duration::from_secs(30);

/// Except one that carries a file: 100 MB on a line of 1.5 Mbit/s.
const LONGEST_FILE: Duration = Duration::from_mins(10);

/// The whole server: API, live events, webhooks, health, web app.
///
/// Webhooks pass no layer but the limit of their length; they come by the thousand.
pub fn router(state: ApiState) -> Router {
    let within = |longest| TimeoutLayer::with_status_code(StatusCode::GATEWAY_TIMEOUT, longest);
    let (quick, _) = routes::quick().split_for_parts();
    let (slow, _) = routes::slow().split_for_parts();
    let api = quick
        .layer(within(LONGEST))
        .merge(slow.layer(within(LONGEST_FILE)))
        .fallback(nothing_here)
        .layer(DefaultBodyLimit::max(LARGEST))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(from_fn_with_state(state.clone(), for_api));
    let (below_wa, _) = routes::below_wa().split_for_parts();
    let below_wa = below_wa
        .layer(within(LONGEST))
        .layer(DefaultBodyLimit::max(LARGEST))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(from_fn_with_state(state.clone(), for_api));
    let pages = Router::new()
        .nest("/api/v1", api)
        .nest("/api/wa", below_wa)
        .merge(plain::routes())
        .merge(public::routes())
        .fallback(page)
        .method_not_allowed_fallback(wrong_method)
        .layer(from_fn_with_state(state.clone(), for_pages));
    intake::routes()
        .merge(leaving::routes())
        .merge(pages)
        .with_state(state)
}

async fn nothing_here() -> Problem {
    Problem::not_found()
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "the layer hands the panic over"
)]
fn panicked(panic: Box<dyn std::any::Any + Send>) -> Response {
    let words = panic
        .downcast_ref::<&str>()
        .map(|text| (*text).to_owned())
        .or_else(|| panic.downcast_ref::<String>().cloned());
    Problem::internal(format!("panic: {}", words.unwrap_or_default())).into_response()
}
