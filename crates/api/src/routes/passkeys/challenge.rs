//! Asking a device for a new passkey.

use axum::Json;
use axum::extract::State;

use crate::auth::{SignedIn, confirmed};
use crate::problem::{Problems, Result};
use crate::routes::session::PasskeyChallenge;
use crate::state::ApiState;

/// Ask a device for a new passkey
///
/// The session must have been confirmed a moment ago (`403 confirm_needed`).
#[utoipa::path(
    post,
    path = "/passkeys/challenge",
    tag = "account",
    responses((status = 200, description = "The question", body = PasskeyChallenge), Problems),
    security(("session" = [])),
)]
pub(crate) async fn ask_new_passkey(
    State(api): State<ApiState>,
    SignedIn(visitor): SignedIn,
) -> Result<Json<PasskeyChallenge>> {
    confirmed(&visitor, api.desk().door_now())?;
    let challenge = api.door().new_passkey(api.desk(), &visitor.person).await?;
    Ok(Json(challenge.into()))
}
