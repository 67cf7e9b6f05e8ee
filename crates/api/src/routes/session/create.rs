//! Signing in.

use axum::extract::State;
use axum::response::Response;
use desk::sign_in::Attempt;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::auth::{AtTheDoor, entered};
use crate::problem::{Problems, Result};
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
    /// The code of an authenticator app, or a recovery code; asked for by `code_needed`.
    code: Option<Secret>,
}

/// Sign in
///
/// Sets the session cookie. `401 bad_credentials` does not say what was wrong. `401 code_needed` asks for the same again
/// with a code; a code works once. After five wrong ones in a row the account is locked for a while (`429 locked`, with
/// `retry_after_s`).
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
    door: AtTheDoor,
    body: Json<Login>,
) -> Result<Response> {
    let attempt = Attempt {
        email: body.value.email,
        password: body.value.password.0,
        code: body.value.code.map(Into::into),
        user_agent: door.user_agent.clone(),
    };
    let outcome = api.door().sign_in(api.desk(), attempt).await?;
    let signed_in = entered(outcome, api.desk().door_now())?;
    door.enter(&api, signed_in).await
}
