//! Asking for a passkey.

use axum::Json;
use axum::extract::State;
use desk::passkeys::Challenge;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use crate::auth::AtTheDoor;
use crate::problem::{Problems, Result};
use crate::state::ApiState;

/// A question to a device.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PasskeyChallenge {
    /// Which; goes back with the answer. Good for five minutes, once.
    challenge: String,
    /// For `navigator.credentials` (WebAuthn JSON).
    #[schema(value_type = Object)]
    options: Value,
}

impl From<Challenge> for PasskeyChallenge {
    fn from(challenge: Challenge) -> Self {
        Self {
            challenge: challenge.id.to_string(),
            options: challenge.options,
        }
    }
}

/// Ask for a passkey
#[utoipa::path(
    post,
    path = "/session/passkey/challenge",
    tag = "session",
    responses((status = 200, description = "The question", body = PasskeyChallenge), Problems),
    security(()),
)]
pub(crate) async fn ask_passkey(
    State(api): State<ApiState>,
    _: AtTheDoor,
) -> Result<Json<PasskeyChallenge>> {
    Ok(Json(api.door().ask_passkey(api.desk()).await?.into()))
}
