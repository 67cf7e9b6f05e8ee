//! Removing a passkey.

use axum::extract::State;
use axum::http::StatusCode;
use desk::passkeys;
use domain::ids::PasskeyId;

use crate::auth::{SignedIn, confirmed};
use crate::problem::{Problems, Result};
use crate::request::Id;
use crate::state::ApiState;

/// Remove one of one's own passkeys, at once
///
/// The session must have been confirmed a moment ago (`403 confirm_needed`).
#[utoipa::path(
    delete,
    path = "/passkeys/{id}",
    tag = "account",
    params(("id" = Uuid, Path, description = "The passkey")),
    responses((status = 204, description = "Removed"), Problems),
    security(("session" = [])),
)]
pub(crate) async fn remove_passkey(
    State(api): State<ApiState>,
    SignedIn(visitor): SignedIn,
    Id(id): Id<PasskeyId>,
) -> Result<StatusCode> {
    confirmed(&visitor, api.desk().door_now())?;
    passkeys::remove(api.desk(), visitor.person.id, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
