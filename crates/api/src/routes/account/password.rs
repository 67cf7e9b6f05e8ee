//! Changing one's password.

use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::auth::{AtTheDoor, SignedIn, entered, welcome};
use crate::problem::{Problems, Result};
use crate::request::{Json, Secret};
use crate::state::ApiState;
use crate::views::Me;

/// The password now and the one from now on.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PasswordChange {
    /// The password now.
    present: Secret,
    /// The new one, at least ten characters.
    new: Secret,
}

/// Change one's own password
///
/// Every other session ends; this one gets a new cookie.
#[utoipa::path(
    put,
    path = "/account/password",
    tag = "account",
    request_body = PasswordChange,
    responses((status = 200, description = "Changed", body = Me), Problems),
    security(("session" = [])),
)]
pub(crate) async fn change_password(
    State(api): State<ApiState>,
    SignedIn(visitor): SignedIn,
    _: AtTheDoor,
    body: Json<PasswordChange>,
) -> Result<Response> {
    let PasswordChange { present, new } = body.value;
    let outcome = api
        .door()
        .change_password(api.desk(), visitor, present.0, new.0)
        .await?;
    Ok(welcome(&api, entered(outcome, api.desk().door_now())?))
}
