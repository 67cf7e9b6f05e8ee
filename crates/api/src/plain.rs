//! Addresses for machines that watch: health, readiness, metrics, the document.

use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, Uri, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use serde_json::json;

use crate::problem::{Problem, Result};
use crate::state::ApiState;

pub(crate) fn routes() -> Router<ApiState> {
    Router::new()
        .route("/healthz", get(healthz))
        .route("/readyz", get(readyz))
        .route("/metrics", get(metrics))
        .route("/api/openapi.json", get(document))
        .route(
            "/sandbox/phone",
            get(async |State(api): State<ApiState>, uri: Uri| sandbox(&api, "phone", &uri)),
        )
        .route(
            "/sandbox/console",
            get(async |State(api): State<ApiState>, uri: Uri| sandbox(&api, "console", &uri)),
        )
}

/// The process runs.
async fn healthz(State(api): State<ApiState>) -> Response {
    axum::Json(json!({ "status": "ok", "version": api.settings().version })).into_response()
}

/// The process can work: its database answers.
async fn readyz(State(api): State<ApiState>) -> Result<Response> {
    api.desk().db().ping().await.map_err(|error| {
        tracing::warn!(%error, "not ready");
        Problem::unavailable()
    })?;
    Ok(axum::Json(json!({ "status": "ready" })).into_response())
}

async fn metrics(State(api): State<ApiState>) -> Result<Response> {
    let write = api
        .settings()
        .metrics
        .as_ref()
        .ok_or_else(Problem::not_found)?;
    let kind = [(
        header::CONTENT_TYPE,
        "text/plain; version=0.0.4; charset=utf-8",
    )];
    Ok((kind, write()).into_response())
}

async fn document() -> Response {
    let kind = [
        (header::CONTENT_TYPE, "application/json"),
        (header::CACHE_CONTROL, "public, max-age=300"),
    ];
    (StatusCode::OK, kind, crate::openapi_json()).into_response()
}

/// Leads to a page of the sandbox, with what was asked of it.
fn sandbox(api: &ApiState, page: &str, asked: &Uri) -> Result<Response> {
    let sandbox = api
        .settings()
        .sandbox
        .as_deref()
        .ok_or_else(Problem::not_found)?;
    let query = asked
        .query()
        .map(|query| format!("?{query}"))
        .unwrap_or_default();
    Ok(Redirect::temporary(&format!("{sandbox}/{page}{query}")).into_response())
}
