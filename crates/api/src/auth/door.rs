//! Those who are not signed in yet and show something that may let them in.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use desk::sign_in::{self, Outcome, SignedIn};
use domain::Time;

use super::{address, foreign_page, own_page, session_cookie, session_token};
use crate::problem::{Problem, Result};
use crate::state::ApiState;
use crate::views::Me;

/// A try at the door: from a page of ours, and not too often from one network.
#[derive(Debug)]
pub(crate) struct AtTheDoor {
    /// The browser's name, to recognise it in a list.
    pub(crate) user_agent: Option<String>,
    headers: HeaderMap,
}

impl FromRequestParts<ApiState> for AtTheDoor {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, api: &ApiState) -> Result<Self> {
        if !own_page(&parts.headers, &api.settings().public_url) {
            return Err(foreign_page());
        }
        let from = address(
            &parts.extensions,
            &parts.headers,
            api.settings().behind_proxy,
        );
        api.logins()
            .take(from, api.desk().door_now())
            .map_err(too_many)?;
        let user_agent = parts
            .headers
            .get(header::USER_AGENT)
            .and_then(|value| value.to_str().ok())
            .map(|text| text.chars().take(300).collect());
        Ok(Self {
            user_agent,
            headers: parts.headers.clone(),
        })
    }
}

impl AtTheDoor {
    /// Lets somebody in. Whoever signs in leaves the session they came with.
    pub(crate) async fn enter(&self, api: &ApiState, signed_in: SignedIn) -> Result<Response> {
        if let Some(token) = session_token(&self.headers, api.secure())
            && let Some(old) = api.door().visitor(api.desk(), token).await?
            && old.session != signed_in.visitor.session
        {
            sign_in::sign_out(api.desk(), old.session).await?;
        }
        Ok(welcome(api, signed_in))
    }
}

/// The cookie and who it is.
pub(crate) fn welcome(api: &ApiState, signed_in: SignedIn) -> Response {
    let cookie = cookie_of(api, &signed_in);
    let me = axum::Json(Me::from(signed_in.visitor));
    ([(header::SET_COOKIE, cookie)], me).into_response()
}

/// The cookie of a session, for as long as it lasts.
pub(crate) fn cookie_of(api: &ApiState, signed_in: &SignedIn) -> axum::http::HeaderValue {
    let seconds = (signed_in.expires_at - api.desk().door_now()).num_seconds();
    session_cookie(&signed_in.token, seconds.max(1), api.secure())
}

/// Who is in, or why not.
pub(crate) fn entered(outcome: Outcome, now: Time) -> Result<SignedIn> {
    match outcome {
        Outcome::In(signed_in) => Ok(*signed_in),
        Outcome::Wrong => Err(wrong()),
        Outcome::CodeNeeded => Err(code_needed()),
        Outcome::WrongCode => Err(wrong_code()),
        Outcome::Locked { until } => Err(locked(until, now)),
        Outcome::Busy => Err(busy()),
    }
}

fn too_many(seconds: i64) -> Problem {
    let title = "Too many attempts from your network";
    Problem::new(StatusCode::TOO_MANY_REQUESTS, "too_many_logins", title)
        .detail("Wait a moment, then try again.")
        .retry_after(seconds)
}

fn busy() -> Problem {
    let title = "Too many people sign in at this moment";
    Problem::new(StatusCode::SERVICE_UNAVAILABLE, "busy", title)
        .hint("Try again in a moment.")
        .retry_after(3)
}

fn wrong() -> Problem {
    Problem::new(
        StatusCode::UNAUTHORIZED,
        "bad_credentials",
        "E-mail or password is not right.",
    )
    .hint("Check both. Capital letters count in the password.")
}

fn code_needed() -> Problem {
    Problem::new(
        StatusCode::UNAUTHORIZED,
        "code_needed",
        "A code is needed too",
    )
    .hint("Send the code of your authenticator app, or a recovery code, as code.")
}

fn wrong_code() -> Problem {
    Problem::new(
        StatusCode::UNAUTHORIZED,
        "bad_code",
        "This code is not right.",
    )
    .hint("Each code works once. Wait for the next one, or use a recovery code.")
}

/// A passkey's answer proves nothing.
pub(crate) fn bad_passkey() -> Problem {
    Problem::new(
        StatusCode::UNAUTHORIZED,
        "bad_passkey",
        "This passkey is not known here.",
    )
    .hint("Try again, or sign in with your password.")
}

fn locked(until: Time, now: Time) -> Problem {
    let until_text = until.to_rfc3339_opts(chrono::SecondsFormat::Secs, true);
    Problem::new(
        StatusCode::TOO_MANY_REQUESTS,
        "locked",
        "Too many wrong passwords",
    )
    .detail(format!(
        "This account takes no password before {until_text}."
    ))
    .retry_after((until - now).num_seconds() + 1)
}
