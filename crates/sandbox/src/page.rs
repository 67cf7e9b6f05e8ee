//! The customer's phone, the console and the three places of consent: pages, their scripts and their styles. No inline code,
//! strict policy.

use std::sync::Arc;

use axum::Router;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use http::header;

use crate::app::App;
use crate::dialog;
use crate::instagram::consent;
use crate::login;

const HTML: &str = "text/html; charset=utf-8";
const CSS: &str = "text/css; charset=utf-8";
const SCRIPT: &str = "text/javascript; charset=utf-8";

/// Files under `/sandbox/` by the name they are asked for.
macro_rules! files {
    ($($path:literal: $kind:ident from $file:literal),+ $(,)?) => {
        &[$(($path, $kind, include_str!(concat!("../assets/", $file)))),+]
    };
}

const FILES: &[(&str, &str, &str)] = files! {
    "phone": HTML from "phone.html",
    "console": HTML from "console.html",
    "arabic.js": SCRIPT from "arabic.js",
    "base.css": CSS from "base.css",
    "phone.css": CSS from "phone.css",
    "console.css": CSS from "console.css",
    "actions.js": SCRIPT from "actions.js",
    "api.js": SCRIPT from "api.js",
    "bubbles.js": SCRIPT from "bubbles.js",
    "composer.js": SCRIPT from "composer.js",
    "dom.js": SCRIPT from "dom.js",
    "indonesian.js": SCRIPT from "indonesian.js",
    "phone.js": SCRIPT from "phone.js",
    "sticker.js": SCRIPT from "sticker.js",
    "thread.js": SCRIPT from "thread.js",
    "tongue.js": SCRIPT from "tongue.js",
    "words.js": SCRIPT from "words.js",
    "console/clock.js": SCRIPT from "console/clock.js",
    "console/comment-play.js": SCRIPT from "console/comment-play.js",
    "console/console.js": SCRIPT from "console/console.js",
    "console/delivery.js": SCRIPT from "console/delivery.js",
    "console/faults.js": SCRIPT from "console/faults.js",
    "console/graph.js": SCRIPT from "console/graph.js",
    "console/instagram.js": SCRIPT from "console/instagram.js",
    "console/kit.js": SCRIPT from "console/kit.js",
    "console/login.js": SCRIPT from "console/login.js",
    "console/load.js": SCRIPT from "console/load.js",
    "console/number.js": SCRIPT from "console/number.js",
    "console/plays.js": SCRIPT from "console/plays.js",
    "console/stage.js": SCRIPT from "console/stage.js",
    "console/stories.js": SCRIPT from "console/stories.js",
    "console/templates.js": SCRIPT from "console/templates.js",
    "console/webhooks.js": SCRIPT from "console/webhooks.js",
    "dialog/choice.js": SCRIPT from "dialog/choice.js",
    "dialog/dialog.css": CSS from "dialog/dialog.css",
    "dialog/dialog.js": SCRIPT from "dialog/dialog.js",
    "dialog/ending.js": SCRIPT from "dialog/ending.js",
    "dialog/number.js": SCRIPT from "dialog/number.js",
    "dialog/review.js": SCRIPT from "dialog/review.js",
    "dialog/tick.js": SCRIPT from "dialog/tick.js",
    "dialog/login.css": CSS from "dialog/login.css",
    "dialog/login.js": SCRIPT from "dialog/login.js",
    "instagram/api.js": SCRIPT from "instagram/api.js",
    "instagram/authorize.js": SCRIPT from "instagram/authorize.js",
    "instagram/bubble.js": SCRIPT from "instagram/bubble.js",
    "instagram/direct.js": SCRIPT from "instagram/direct.js",
    "instagram/instagram.css": CSS from "instagram/instagram.css",
    "instagram/parts.js": SCRIPT from "instagram/parts.js",
    "instagram/phone.css": CSS from "instagram/phone.css",
    "instagram/post.js": SCRIPT from "instagram/post.js",
    "instagram/tabs.js": SCRIPT from "instagram/tabs.js",
};

/// Only our own files; pictures also as data and blob; framed by whom is said.
macro_rules! policy {
    ($framed_by:literal) => {
        concat!(
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; ",
            "media-src 'self' blob:; connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors ",
            $framed_by
        )
    };
}

/// The desk on the same machine may frame the pages.
const POLICY: &str = policy!("'self' http://localhost:* http://127.0.0.1:*");
/// Where somebody consents, nobody else's page lies around it.
const ALONE: &str = policy!("'none'");

/// The routes of the pages.
pub(crate) fn router() -> Router<Arc<App>> {
    let mut router = Router::new()
        .route("/", get(|| async { Redirect::temporary("/sandbox/phone") }))
        .route("/sandbox/meta/dialog", get(dialog::show))
        .route("/{version}/dialog/oauth", get(login::show))
        .route("/instagram/oauth/authorize", get(consent::show));
    for (path, kind, text) in FILES {
        router = router.route(
            &format!("/sandbox/{path}"),
            get(move || async move { file(kind, POLICY, *text) }),
        );
    }
    router
}

/// A page that nobody may frame.
pub(crate) fn alone(text: String) -> Response {
    file(HTML, ALONE, text)
}

fn file(kind: &'static str, policy: &'static str, text: impl IntoResponse) -> Response {
    let headers = [
        (header::CONTENT_TYPE, kind),
        (header::CACHE_CONTROL, "no-cache"),
        (header::CONTENT_SECURITY_POLICY, policy),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
    ];
    (headers, text).into_response()
}
