//! Taking an invitation.

use axum::extract::State;
use axum::response::Response;
use desk::members::Guest;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::auth::{AtTheDoor, entered};
use crate::problem::{Problems, Result};
use crate::request::{Json, Secret};
use crate::state::ApiState;
use crate::views::Me;

/// Who takes an invitation.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Acceptance {
    /// What stands behind the `#` of the link.
    token: Secret,
    /// Their name; not asked of people with an account.
    name: Option<String>,
    /// A new password of at least ten characters, or the one of their account.
    password: Secret,
    /// A code, where their account asks for one.
    code: Option<Secret>,
}

/// Take an invitation, and sign in
#[utoipa::path(
    post,
    path = "/invitations/accept",
    tag = "session",
    request_body = Acceptance,
    responses((status = 200, description = "In", body = Me), Problems),
    security(()),
)]
pub(crate) async fn accept_invitation(
    State(api): State<ApiState>,
    door: AtTheDoor,
    body: Json<Acceptance>,
) -> Result<Response> {
    let given = body.value;
    let guest = Guest {
        token: given.token.0,
        name: given.name,
        password: given.password.0,
        code: given.code.map(Into::into),
        user_agent: door.user_agent.clone(),
    };
    let outcome = api.door().accept_invitation(api.desk(), guest).await?;
    let signed_in = entered(outcome, api.desk().door_now())?;
    door.enter(&api, signed_in).await
}
