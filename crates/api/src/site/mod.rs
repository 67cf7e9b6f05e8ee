//! The web app's files: from the program itself in a release, from `web/dist` while developing.

mod headers;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use rust_embed::{EmbeddedFile, RustEmbed};

pub(crate) use headers::{for_api, for_pages};

use crate::problem::Problem;
use crate::state::ApiState;

/// The built web app.
#[derive(RustEmbed)]
#[folder = "../../web/dist"]
#[allow_missing = true]
struct Built;

/// What is shown while there is no built web app.
#[derive(RustEmbed)]
#[folder = "assets"]
struct Fallback;

/// Answers every address that is nobody else's. Pages of the web app all begin with the same file.
pub(crate) async fn page(State(_): State<ApiState>, request: Request) -> Response {
    let path = request.uri().path();
    if path == "/api" || path.starts_with("/api/") {
        return Problem::not_found().into_response();
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return wrong_method().await.into_response();
    }
    let name = path.trim_start_matches('/');
    if let Some(file) = Built::get(name).filter(|_| !name.is_empty()) {
        return send(&request, name, file);
    }
    let is_file = name
        .rsplit('/')
        .next()
        .is_some_and(|last| last.contains('.'));
    if is_file {
        return StatusCode::NOT_FOUND.into_response();
    }
    match Built::get("index.html").or_else(|| Fallback::get("index.html")) {
        Some(index) => send(&request, "index.html", index),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// The path is known, the method is not.
pub(crate) async fn wrong_method() -> Problem {
    Problem::new(
        StatusCode::METHOD_NOT_ALLOWED,
        "method_not_allowed",
        "This address does not take this method",
    )
}

fn send(request: &Request, name: &str, file: EmbeddedFile) -> Response {
    let tag = format!("\"{}\"", hex::encode(file.metadata.sha256_hash()));
    // Built files under assets/ carry their hash in the name.
    let keep = if name.starts_with("assets/") {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    let known = request
        .headers()
        .get(header::IF_NONE_MATCH)
        .and_then(|value| value.to_str().ok());
    let headers = [
        (header::ETAG, tag.clone()),
        (header::CACHE_CONTROL, keep.to_owned()),
    ];
    if known.is_some_and(|known| known.split(',').any(|one| one.trim() == tag)) {
        return (StatusCode::NOT_MODIFIED, headers).into_response();
    }
    let mime = mime_guess::from_path(name).first_or_octet_stream();
    let mut kind = mime.essence_str().to_owned();
    if kind.starts_with("text/") {
        kind.push_str("; charset=utf-8");
    }
    (
        headers,
        [(header::CONTENT_TYPE, kind)],
        Body::from(file.data),
    )
        .into_response()
}
