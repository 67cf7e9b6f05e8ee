//! Showing again who one is.

use axum::extract::State;
use axum::response::Response;
use desk::account::Shown;
use serde::Deserialize;
use serde_json::Value;
use utoipa::ToSchema;

use crate::auth::{AtTheDoor, SignedIn, entered, welcome};
use crate::problem::{Problem, Problems, Result};
use crate::request::{Json, Secret};
use crate::state::ApiState;
use crate::views::Me;

/// A password with a code where one is asked for, or a passkey's answer.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Confirmation {
    /// The password.
    password: Option<Secret>,
    /// The code of an authenticator app, or a recovery code.
    code: Option<Secret>,
    /// Or the question of `POST /session/passkey/challenge`,
    challenge: Option<String>,
    /// and what the device answered.
    #[schema(value_type = Option<Object>)]
    credential: Option<Value>,
}

/// Show again who you are
///
/// What is dangerous asks for it (`403 confirm_needed`) when it was longer ago than 15 minutes. The session gets a new
/// cookie.
#[utoipa::path(
    post,
    path = "/session/confirm",
    tag = "session",
    request_body = Confirmation,
    responses((status = 200, description = "Confirmed", body = Me), Problems),
    security(("session" = [])),
)]
pub(crate) async fn confirm(
    State(api): State<ApiState>,
    SignedIn(visitor): SignedIn,
    _: AtTheDoor,
    body: Json<Confirmation>,
) -> Result<Response> {
    let given = body.value;
    let shown = match (given.password, given.challenge, given.credential) {
        (Some(password), None, None) => Shown::Password(password.0, given.code.map(Into::into)),
        (None, Some(challenge), Some(credential)) => {
            let id = challenge.parse().map_err(|_| crate::auth::bad_passkey())?;
            Shown::Passkey(id, credential)
        }
        _ => {
            return Err(Problem::invalid(
                "password",
                "either a password, or challenge with credential",
            ));
        }
    };
    let outcome = api.door().confirm(api.desk(), visitor, shown).await?;
    Ok(welcome(&api, entered(outcome, api.desk().door_now())?))
}
