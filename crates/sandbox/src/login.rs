//! Facebook's login dialog, in which a person lets the app work with their business accounts, and how it ends.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::{RawQuery, State};
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use reqwest::Url;
use serde::Deserialize;

use crate::app::App;
use crate::dialog;
use crate::graph::form;
use crate::page;
use crate::world::{Consent, SCOPES};

const PAGE: &str = include_str!("../assets/dialog/login.html");

/// How it ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Ending {
    /// With a code.
    Continue,
    /// The person says no.
    Cancel,
    /// Meta cannot go on.
    Error,
    /// With a code that is over.
    Expired,
    /// With a code that was given to another address.
    Elsewhere,
}

/// What was chosen.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Choice {
    client_id: String,
    redirect_uri: String,
    #[serde(default)]
    state: Option<String>,
    #[serde(default)]
    accounts: Vec<String>,
    #[serde(default)]
    scopes: Vec<String>,
    /// The offered names of a new account and a new client's.
    #[serde(default)]
    fresh: Option<(String, String)>,
    ending: Ending,
}

/// What is wrong with the address of the page: the word by which the page knows it.
fn problem(app: &App, asked: &BTreeMap<String, String>) -> Option<&'static str> {
    let text = |key: &str| asked.get(key).map_or("", String::as_str);
    if let Some(problem) = dialog::refused(app, text("client_id"), text("redirect_uri")) {
        return Some(problem.name());
    }
    if text("response_type") != "code" {
        return Some("response_type");
    }
    // A configuration names the permissions itself.
    if !text("config_id").is_empty() {
        return None;
    }
    let mut wanted = text("scope")
        .split([',', ' '])
        .filter(|scope| !scope.is_empty())
        .peekable();
    let none = wanted.peek().is_none();
    (none || !wanted.all(|scope| SCOPES.contains(&scope))).then_some("scope")
}

/// `GET /{version}/dialog/oauth`. What is wrong with the address is said on the page, with status 400.
pub(crate) async fn show(State(app): State<Arc<App>>, RawQuery(query): RawQuery) -> Response {
    let asked = form(&query.unwrap_or_default());
    match problem(&app, &asked) {
        None => page::alone(PAGE.to_owned()),
        Some(problem) => {
            let told = format!("data-problem=\"{problem}\"");
            let text = PAGE.replacen("data-problem=\"\"", &told, 1);
            (StatusCode::BAD_REQUEST, page::alone(text)).into_response()
        }
    }
}

/// Ends it: the address to which the browser goes.
pub(crate) fn end(app: &App, choice: Choice) -> Result<String, String> {
    if let Some(problem) = dialog::refused(app, &choice.client_id, &choice.redirect_uri) {
        return Err(problem.words().to_owned());
    }
    let mut back = Url::parse(&choice.redirect_uri).map_err(|error| error.to_string())?;
    let refusal = match choice.ending {
        Ending::Cancel => Some(("access_denied", "200", "user_denied", "Permissions error")),
        Ending::Error => Some((
            "server_error",
            "2",
            "server_error",
            "An unexpected error has occurred. Please retry your request later.",
        )),
        _ => None,
    };
    if let Some((error, code, reason, words)) = refusal {
        back.query_pairs_mut()
            .append_pair("error", error)
            .append_pair("error_code", code)
            .append_pair("error_description", words)
            .append_pair("error_reason", reason);
    } else {
        let now = app.now();
        let consent = Consent {
            accounts: choice.accounts,
            scopes: choice.scopes,
            redirect_uri: match choice.ending {
                Ending::Elsewhere => "https://elsewhere.example/".to_owned(),
                _ => choice.redirect_uri,
            },
            expired: choice.ending == Ending::Expired,
            fresh: choice.fresh,
        };
        let code = app.world().agree(consent, now)?;
        app.touch("");
        back.query_pairs_mut().append_pair("code", &code);
    }
    if let Some(state) = &choice.state {
        back.query_pairs_mut().append_pair("state", state);
    }
    if refusal.is_none() {
        // Meta hangs this on its redirects.
        back.set_fragment(Some("_=_"));
    }
    Ok(back.into())
}
