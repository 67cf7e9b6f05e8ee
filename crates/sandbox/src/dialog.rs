//! The consent dialog of Embedded Signup: its page, and whether it may open at all.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::{RawQuery, State};
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use reqwest::Url;

use crate::app::App;
use crate::graph::form;
use crate::page;

const PAGE: &str = include_str!("../assets/dialog/dialog.html");

/// Why a dialog does not open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Problem {
    /// The app is not the one this sandbox plays.
    Client,
    /// No configuration is named.
    Configuration,
    /// Something else than a code is wanted.
    Response,
    /// The way back is no web address.
    Redirect,
}

impl Problem {
    /// The word by which the page knows it.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Client => "client_id",
            Self::Configuration => "config_id",
            Self::Response => "response_type",
            Self::Redirect => "redirect_uri",
        }
    }

    /// For callers of the control API.
    pub(crate) const fn words(self) -> &'static str {
        match self {
            Self::Client => "client_id is not the app of this sandbox",
            Self::Configuration => "config_id is missing",
            Self::Response => "response_type must be code",
            Self::Redirect => "redirect_uri must be an absolute http or https address",
        }
    }
}

/// Whether codes may go to this app at this address.
pub(crate) fn refused(app: &App, client_id: &str, redirect_uri: &str) -> Option<Problem> {
    if client_id != app.config.app_id {
        return Some(Problem::Client);
    }
    (!is_web_address(redirect_uri)).then_some(Problem::Redirect)
}

/// An address that a browser can be sent to with an answer in its query.
pub(crate) fn is_web_address(text: &str) -> bool {
    let absolute = ["http://", "https://"]
        .iter()
        .any(|scheme| text.starts_with(scheme));
    absolute
        && Url::parse(text).is_ok_and(|url| {
            url.has_host() && url.username().is_empty() && url.fragment().is_none()
        })
}

fn problem(app: &App, asked: &BTreeMap<String, String>) -> Option<Problem> {
    let text = |key: &str| asked.get(key).map_or("", String::as_str);
    refused(app, text("client_id"), text("redirect_uri")).or_else(|| {
        if text("config_id").is_empty() {
            Some(Problem::Configuration)
        } else {
            (text("response_type") != "code").then_some(Problem::Response)
        }
    })
}

/// `GET /sandbox/meta/dialog`. What is wrong with the address is said on the page, with status 400.
pub(crate) async fn show(State(app): State<Arc<App>>, RawQuery(query): RawQuery) -> Response {
    let asked = form(&query.unwrap_or_default());
    match problem(&app, &asked) {
        None => page::alone(PAGE.to_owned()),
        Some(problem) => {
            let told = format!("data-problem=\"{}\"", problem.name());
            let text = PAGE.replacen("data-problem=\"\"", &told, 1);
            (StatusCode::BAD_REQUEST, page::alone(text)).into_response()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_addresses_are_a_way_back() {
        for (text, fine) in [
            ("https://desk.example/connected.html", true),
            ("http://127.0.0.1:8080/connected.html?a=b", true),
            ("", false),
            ("/connected.html", false),
            ("http:connected.html", false),
            ("javascript:alert(1)", false),
            ("https://", false),
            ("https://somebody@desk.example/", false),
            ("https://desk.example/#part", false),
        ] {
            assert_eq!(is_web_address(text), fine, "{text}");
        }
    }
}
