//! The customer's phone: one page, its script and its style. No inline code, strict policy.

use std::sync::Arc;

use axum::Router;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use http::header;

use crate::app::App;

const HTML: &str = include_str!("../assets/phone.html");
const CSS: &str = include_str!("../assets/phone.css");
const SCRIPTS: [(&str, &str); 5] = [
    ("phone.js", include_str!("../assets/phone.js")),
    ("api.js", include_str!("../assets/api.js")),
    ("bubbles.js", include_str!("../assets/bubbles.js")),
    ("sticker.js", include_str!("../assets/sticker.js")),
    ("words.js", include_str!("../assets/words.js")),
];

/// Only our own files; pictures also as data and blob; the desk on the same machine may frame it.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; \
    media-src 'self' blob:; connect-src 'self'; form-action 'none'; base-uri 'none'; \
    frame-ancestors 'self' http://localhost:* http://127.0.0.1:*";

/// The routes of the page.
pub(crate) fn router() -> Router<Arc<App>> {
    let mut router = Router::new()
        .route("/", get(|| async { Redirect::temporary("/sandbox/phone") }))
        .route(
            "/sandbox/phone",
            get(|| async { file("text/html; charset=utf-8", HTML) }),
        )
        .route(
            "/sandbox/phone.css",
            get(|| async { file("text/css; charset=utf-8", CSS) }),
        );
    for (name, text) in SCRIPTS {
        router = router.route(
            &format!("/sandbox/{name}"),
            get(move || async move { file("text/javascript; charset=utf-8", text) }),
        );
    }
    router
}

fn file(kind: &'static str, text: &'static str) -> Response {
    let headers = [
        (header::CONTENT_TYPE, kind),
        (header::CACHE_CONTROL, "no-cache"),
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
    ];
    (headers, text).into_response()
}
