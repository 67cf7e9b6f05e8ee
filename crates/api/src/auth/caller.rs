//! Who asks, found from a bearer key or a session cookie.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, StatusCode, header};
use db::people::ApiKey;
use desk::keys;
use desk::sign_in::Visitor;

use super::{own_page, session_token};
use crate::problem::{Problem, Result};
use crate::state::ApiState;

/// Who asks.
#[derive(Debug, Clone)]
pub(crate) enum Caller {
    /// A signed-in person.
    Person(Visitor),
    /// A script.
    Key(ApiKey),
}

/// What a request brings to show who asks.
#[derive(Debug)]
pub(crate) struct Credentials<'a> {
    /// The `Authorization` header, or a WebSocket's bearer protocol.
    pub(crate) bearer: Option<&'a str>,
    /// All headers, for the cookie.
    pub(crate) headers: &'a HeaderMap,
    /// Whether the request can change something, so that a cookie must not be lent to another page.
    pub(crate) changes: bool,
}

impl Caller {
    pub(crate) async fn of_parts(api: &ApiState, parts: &Parts) -> Result<Self> {
        let given = Credentials {
            bearer: bearer(&parts.headers)?,
            headers: &parts.headers,
            changes: !matches!(parts.method, Method::GET | Method::HEAD | Method::OPTIONS),
        };
        Self::find(api, &given).await
    }

    /// A key that is given counts alone: a wrong one is not forgiven because of a cookie.
    pub(crate) async fn find(api: &ApiState, given: &Credentials<'_>) -> Result<Self> {
        if let Some(text) = given.bearer {
            let key = keys::authenticate(api.desk(), text).await?;
            return key.map(Self::Key).ok_or_else(wrong_key);
        }
        let token = session_token(given.headers, api.secure()).ok_or_else(Problem::signed_out)?;
        if given.changes && !own_page(given.headers, &api.settings().public_url) {
            return Err(foreign_page());
        }
        let visitor = api.door().visitor(api.desk(), token).await?;
        visitor.map(Self::Person).ok_or_else(Problem::signed_out)
    }
}

/// The text of `Authorization: Bearer …`.
fn bearer(headers: &HeaderMap) -> Result<Option<&str>> {
    let Some(value) = headers.get(header::AUTHORIZATION) else {
        return Ok(None);
    };
    let text = value.to_str().map_err(|_| wrong_key())?;
    let (scheme, rest) = text.split_once(' ').ok_or_else(wrong_key)?;
    if scheme.eq_ignore_ascii_case("bearer") {
        Ok(Some(rest.trim()))
    } else {
        Err(wrong_key())
    }
}

fn wrong_key() -> Problem {
    Problem::new(
        StatusCode::UNAUTHORIZED,
        "bad_key",
        "This API key is not accepted",
    )
    .detail("It is unknown, revoked or expired.")
    .hint("Send a live key as a bearer token.")
}

/// A page that is not ours used somebody's cookie.
pub(crate) fn foreign_page() -> Problem {
    Problem::new(
        StatusCode::FORBIDDEN,
        "foreign_page",
        "This request did not come from Loket's pages",
    )
    .hint("Use an API key for scripts.")
}

/// A signed-in person, whatever they may enter.
#[derive(Debug)]
pub(crate) struct SignedIn(pub(crate) Visitor);

impl FromRequestParts<ApiState> for SignedIn {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, api: &ApiState) -> Result<Self> {
        match Caller::of_parts(api, parts).await? {
            Caller::Person(visitor) => Ok(Self(visitor)),
            Caller::Key(_) => Err(Problem::forbidden("A key has no session.")),
        }
    }
}
