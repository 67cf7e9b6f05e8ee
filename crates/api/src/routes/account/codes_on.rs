//! The first right code.

use axum::extract::State;
use desk::second_factor;
use secrecy::ExposeSecret;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::auth::{AtTheDoor, SignedIn, confirmed};
use crate::problem::{Problems, Result};
use crate::request::{Json, Secret};
use crate::state::ApiState;

/// The app's first code.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct FirstCode {
    /// Six digits.
    code: Secret,
}

/// Ways in without the app, each good once.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RecoveryCodes {
    /// They cannot be shown again.
    recovery_codes: Vec<String>,
}

/// Ask for codes from now on
///
/// Answers ten recovery codes, once.
#[utoipa::path(
    put,
    path = "/account/codes",
    tag = "account",
    request_body = FirstCode,
    responses((status = 200, description = "On", body = RecoveryCodes), Problems),
    security(("session" = [])),
)]
pub(crate) async fn turn_codes_on(
    State(api): State<ApiState>,
    SignedIn(visitor): SignedIn,
    _: AtTheDoor,
    body: Json<FirstCode>,
) -> Result<axum::Json<RecoveryCodes>> {
    confirmed(&visitor, api.desk().door_now())?;
    let code = body.value.code.0;
    let made = second_factor::turn_on(api.desk(), visitor.person.id, &code).await?;
    let shown = made.iter().map(|code| code.expose_secret().to_owned());
    Ok(axum::Json(RecoveryCodes {
        recovery_codes: shown.collect(),
    }))
}
