//! Setting a new password with a link.

use axum::extract::State;
use desk::reset_password;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::auth::AtTheDoor;
use crate::problem::{Problems, Result};
use crate::request::{Json, Secret};
use crate::state::ApiState;

/// A link's token and the new password.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PasswordReset {
    /// What stands behind the `#` of the link.
    token: Secret,
    /// The new password, at least ten characters.
    password: Secret,
}

/// Whose password it is, to sign in with.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PasswordSet {
    /// The address.
    email: String,
}

/// Set a new password with a link
///
/// The link works once. Every session of the person ends.
#[utoipa::path(
    post,
    path = "/password-resets/use",
    tag = "session",
    request_body = PasswordReset,
    responses((status = 200, description = "Set", body = PasswordSet), Problems),
    security(()),
)]
pub(crate) async fn set_password(
    State(api): State<ApiState>,
    _: AtTheDoor,
    body: Json<PasswordReset>,
) -> Result<axum::Json<PasswordSet>> {
    let PasswordReset { token, password } = body.value;
    let email = reset_password::set(api.desk(), &token.0, password.0).await?;
    Ok(axum::Json(PasswordSet { email }))
}
