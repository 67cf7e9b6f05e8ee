//! A secret for an authenticator app.

use axum::Json;
use axum::extract::State;
use desk::second_factor;
use secrecy::ExposeSecret;
use serde::Serialize;
use utoipa::ToSchema;

use crate::auth::{SignedIn, confirmed};
use crate::problem::{Problems, Result};
use crate::state::ApiState;

/// A secret for an authenticator app. Nothing is asked for before its first right code.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ProposedCodes {
    /// To be typed into the app, base32.
    secret: String,
    /// The same as an `otpauth:` address.
    address: String,
}

/// Make a secret for an authenticator app
///
/// The session must have been confirmed a moment ago (`403 confirm_needed`). A secret made before ends.
#[utoipa::path(
    post,
    path = "/account/codes",
    tag = "account",
    responses((status = 200, description = "The secret", body = ProposedCodes), Problems),
    security(("session" = [])),
)]
pub(crate) async fn propose_codes(
    State(api): State<ApiState>,
    SignedIn(visitor): SignedIn,
) -> Result<Json<ProposedCodes>> {
    confirmed(&visitor, api.desk().door_now())?;
    let made = second_factor::propose(api.desk(), &visitor.person).await?;
    Ok(Json(ProposedCodes {
        secret: made.secret.expose_secret().to_owned(),
        address: made.address.expose_secret().to_owned(),
    }))
}
