//! Signing in.

use axum::extract::State;
use axum::http::{Extensions, HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use desk::sign_in::{self, Attempt, Outcome, SignedIn};
use domain::Time;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::auth::{address, foreign_page, own_page, session_cookie, session_token};
use crate::problem::{Problem, Problems, Result};
use crate::request::{Json, Secret};
use crate::state::ApiState;
use crate::views::Me;

/// Address and password.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Login {
    /// The address, in any case.
    #[schema(format = Email)]
    email: String,
    /// The password.
    password: Secret,
}

/// Sign in
///
/// Sets the session cookie. `401 bad_credentials` does not say what was wrong; after five wrong passwords in a row the
/// account is locked for a while (`429 locked`, with `retry_after_s`).
#[utoipa::path(
    post,
    path = "/session",
    tag = "session",
    request_body = Login,
    responses((status = 200, description = "Signed in", body = Me), Problems),
    security(()),
)]
pub(crate) async fn sign_in(
    State(api): State<ApiState>,
    headers: HeaderMap,
    extensions: Extensions,
    body: Json<Login>,
) -> Result<Response> {
    if !own_page(&headers, &api.settings().public_url) {
        return Err(foreign_page());
    }
    let now = api.desk().now();
    let from = address(&extensions, &headers, api.settings().behind_proxy);
    api.logins().take(from, now).map_err(too_many)?;
    let user_agent = headers
        .get(header::USER_AGENT)
        .and_then(|value| value.to_str().ok());
    let attempt = Attempt {
        email: body.value.email,
        password: body.value.password.0,
        user_agent: user_agent.map(|text| text.chars().take(300).collect()),
    };
    match api.door().sign_in(api.desk(), attempt).await? {
        Outcome::In(signed_in) => {
            leave_old_session(&api, &headers).await?;
            Ok(welcome(&api, *signed_in))
        }
        Outcome::Wrong => Err(wrong()),
        Outcome::Locked { until } => Err(locked(until, now)),
        Outcome::Busy => Err(busy()),
    }
}

fn welcome(api: &ApiState, signed_in: SignedIn) -> Response {
    let seconds = sign_in::ABSOLUTE.num_seconds();
    let cookie = session_cookie(&signed_in.token, seconds, api.secure());
    let me = axum::Json(Me::from(signed_in.visitor));
    ([(header::SET_COOKIE, cookie)], me).into_response()
}

/// Whoever signs in leaves the session they came with.
async fn leave_old_session(api: &ApiState, headers: &HeaderMap) -> Result<()> {
    if let Some(token) = session_token(headers, api.secure())
        && let Some(old) = sign_in::visitor(api.desk(), token).await?
    {
        sign_in::sign_out(api.desk(), old.session).await?;
    }
    Ok(())
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
