//! Signing in with a passkey.

use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use serde_json::Value;
use utoipa::ToSchema;

use crate::auth::{AtTheDoor, bad_passkey};
use crate::problem::{Problems, Result};
use crate::request::Json;
use crate::state::ApiState;
use crate::views::Me;

/// A device's answer.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PasskeyLogin {
    /// The question.
    challenge: String,
    /// The answer (WebAuthn JSON).
    #[schema(value_type = Object)]
    credential: Value,
}

/// Sign in with a passkey
///
/// It was unlocked with a finger, a face or a PIN, so no code is asked for besides.
#[utoipa::path(
    post,
    path = "/session/passkey",
    tag = "session",
    request_body = PasskeyLogin,
    responses((status = 200, description = "Signed in", body = Me), Problems),
    security(()),
)]
pub(crate) async fn sign_in_with_passkey(
    State(api): State<ApiState>,
    door: AtTheDoor,
    body: Json<PasskeyLogin>,
) -> Result<Response> {
    let PasskeyLogin {
        challenge,
        credential,
    } = body.value;
    let id = challenge.parse().map_err(|_| bad_passkey())?;
    let agent = door.user_agent.as_deref();
    let signed_in = api
        .door()
        .sign_in_with_passkey(api.desk(), id, credential, agent)
        .await?;
    door.enter(&api, signed_in.ok_or_else(bad_passkey)?).await
}
