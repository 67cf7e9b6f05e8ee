//! The page on which the owner of an account lets the app in, and how it ends.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::{RawQuery, State};
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use reqwest::Url;
use serde::Deserialize;

use crate::app::App;
use crate::dialog::is_web_address;
use crate::graph::form;
use crate::page;
use crate::world::instagram::{BASIC, CODE_MS, Code, SCOPES};

const PAGE: &str = include_str!("../../assets/instagram/authorize.html");

/// How it ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Ending {
    /// With a code.
    Allow,
    /// The person says no.
    Deny,
    /// Meta cannot go on.
    Error,
    /// With a code whose hour is over.
    Expired,
    /// With a code that was spent already.
    Spent,
    /// With a code that was given to another address.
    Elsewhere,
    /// With a code whose permission is taken back at once.
    Withdrawn,
}

/// What was chosen.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Choice {
    client_id: String,
    redirect_uri: String,
    #[serde(default)]
    state: Option<String>,
    account: String,
    scopes: Vec<String>,
    ending: Ending,
}

/// The scopes of a request, known or not.
pub(crate) fn scopes(asked: &str) -> Vec<String> {
    asked
        .split([',', ' '])
        .filter(|scope| !scope.is_empty())
        .map(str::to_owned)
        .collect()
}

/// What is wrong with the address of the page: the word by which the page knows it.
fn problem(app: &App, asked: &BTreeMap<String, String>) -> Option<&'static str> {
    let text = |key: &str| asked.get(key).map_or("", String::as_str);
    let played = app.config.instagram.as_ref();
    if played.is_none_or(|played| played.app_id != text("client_id")) {
        return Some("client_id");
    }
    if !is_web_address(text("redirect_uri")) {
        return Some("redirect_uri");
    }
    if text("response_type") != "code" {
        return Some("response_type");
    }
    let wanted = scopes(text("scope"));
    let known = wanted.iter().all(|scope| SCOPES.contains(&scope.as_str()));
    (!known || !wanted.iter().any(|scope| scope == BASIC)).then_some("scope")
}

/// `GET /instagram/oauth/authorize`. What is wrong with the address is said on the page, with status 400.
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
pub(crate) fn end(app: &App, choice: &Choice) -> Result<String, String> {
    let played = app.config.instagram.as_ref();
    if played.is_none_or(|played| played.app_id != choice.client_id) {
        return Err("client_id is not the Instagram app of this sandbox".to_owned());
    }
    if !is_web_address(&choice.redirect_uri) {
        return Err("redirect_uri must be an absolute http or https address".to_owned());
    }
    let mut back = Url::parse(&choice.redirect_uri).map_err(|error| error.to_string())?;
    let refusal = match choice.ending {
        Ending::Deny => Some((
            "access_denied",
            "user_denied",
            "The user denied your request",
        )),
        Ending::Error => Some((
            "server_error",
            "server_error",
            "Something went wrong. (simulated)",
        )),
        _ => None,
    };
    if let Some((error, reason, words)) = refusal {
        back.query_pairs_mut()
            .append_pair("error", error)
            .append_pair("error_reason", reason)
            .append_pair("error_description", words);
    } else {
        let code = grant(app, choice)?;
        back.query_pairs_mut().append_pair("code", &code);
    }
    if let Some(state) = &choice.state {
        back.query_pairs_mut().append_pair("state", state);
    }
    if refusal.is_none() {
        back.set_fragment(Some("_"));
    }
    Ok(back.into())
}

fn grant(app: &App, choice: &Choice) -> Result<String, String> {
    let now = app.now();
    if !choice.scopes.iter().any(|scope| scope == BASIC) {
        return Err(format!("{BASIC} cannot be left out"));
    }
    let mut world = app.world();
    let account = world
        .instagram
        .account(&choice.account)
        .map(|account| account.id.clone())
        .ok_or("there is no such account")?;
    let redirect_uri = match choice.ending {
        Ending::Elsewhere => "https://elsewhere.example/".to_owned(),
        _ => choice.redirect_uri.clone(),
    };
    let life = if choice.ending == Ending::Expired {
        0
    } else {
        CODE_MS
    };
    let code = world.instagram.plant_code(Code {
        account,
        scopes: choice.scopes.clone(),
        redirect_uri,
        expires_at: now + life,
        used: choice.ending == Ending::Spent,
        withdrawn: choice.ending == Ending::Withdrawn,
    });
    drop(world);
    app.touch("");
    Ok(code)
}
