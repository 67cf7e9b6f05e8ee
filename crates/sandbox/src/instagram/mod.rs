//! Instagram as Meta's hosts answer it, all below `/instagram`: consent, tokens, accounts, messages, comments, files.

mod account;
mod auth;
mod comments;
mod content;
mod events;
mod files;
mod messages;
mod oauth;
mod people;

pub(crate) mod consent;
pub(crate) mod customer;
pub(crate) mod pictures;

use std::sync::Arc;

use crate::app::App;
use crate::codes;
use crate::config::InstagramApp;
use crate::error::GraphError;
use crate::faults::{Kind, Rule};
use crate::graph::{Answer, Call};

/// Refuses before the effect when the fault says so; otherwise lets the call have its effect.
pub(crate) fn perform(
    app: &Arc<App>,
    call: &Call,
    rule: Option<&Rule>,
) -> Result<Answer, GraphError> {
    match rule.map(|rule| (rule.kind, rule.code)) {
        Some((Kind::Http500 | Kind::Html502 | Kind::Timeout, _)) => Err(broken()),
        Some((Kind::Http429, _)) => Err(GraphError::instagram(
            429,
            4,
            None,
            "(#4) Application request limit reached",
        )),
        Some((Kind::ErrorCode, code)) => {
            let row = codes::of(code.unwrap_or(2));
            let words = format!("(#{}) {}", row.number, row.title);
            Err(GraphError::instagram(row.http, row.number, None, &words))
        }
        _ => route(app, call),
    }
}

/// What Meta answers when it is broken itself.
pub(crate) fn broken() -> GraphError {
    GraphError::instagram(
        500,
        2,
        None,
        "An unexpected error has occurred. Please retry your request later.",
    )
}

fn route(app: &Arc<App>, call: &Call) -> Result<Answer, GraphError> {
    let segments: Vec<&str> = call.segments.iter().map(String::as_str).collect();
    let unknown = || GraphError::unknown_edge(&call.segments.join("/"));
    let played: &InstagramApp = app.config.instagram.as_ref().ok_or_else(unknown)?;
    match (call.method.as_str(), segments.as_slice()) {
        ("POST", ["oauth", "access_token"]) => return Ok(oauth::exchange(app, played, call)),
        ("GET", ["access_token"]) => return oauth::lengthen(app, played, call),
        ("GET", ["refresh_access_token"]) => return oauth::refresh(app, call),
        ("GET", ["cdn"]) => return pictures::download(app, played, call),
        _ => {}
    }
    let who = auth::who(app, call)?;
    match (call.method.as_str(), segments.as_slice()) {
        ("GET", [id]) if who.is(app, id) => account::node(app, call, &who),
        ("POST", [id, "messages"]) => messages::send(app, call, &who, id),
        ("POST", [id, "message_attachments"]) => files::upload(app, call, &who, id),
        ("POST", [id, "subscribed_apps"]) => account::subscribe(app, call, &who, id),
        ("GET", [id, "subscribed_apps"]) => account::subscriptions(app, &who, id),
        ("DELETE", [id, "subscribed_apps"]) => account::unsubscribe(app, &who, id),
        ("GET" | "POST", [id, edge @ ("comments" | "replies")]) => {
            comments::edge(app, call, &who, (id, edge))
        }
        (method, [id]) => match comments::node(app, call, &who, id) {
            Some(answered) => answered,
            None if method == "GET" => people::profile(app, call, &who, id),
            None => Err(GraphError::unknown_object(&method.to_lowercase(), id)),
        },
        _ => Err(unknown()),
    }
}
