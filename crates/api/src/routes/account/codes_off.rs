//! No codes any more.

use axum::extract::State;
use axum::http::StatusCode;
use desk::second_factor;

use crate::auth::{SignedIn, confirmed};
use crate::problem::{Problems, Result};
use crate::state::ApiState;

/// Ask for no codes any more
///
/// The session must have been confirmed a moment ago (`403 confirm_needed`). Recovery codes end.
#[utoipa::path(
    delete,
    path = "/account/codes",
    tag = "account",
    responses((status = 204, description = "Off"), Problems),
    security(("session" = [])),
)]
pub(crate) async fn turn_codes_off(
    State(api): State<ApiState>,
    SignedIn(visitor): SignedIn,
) -> Result<StatusCode> {
    confirmed(&visitor, api.desk().door_now())?;
    second_factor::turn_off(api.desk(), visitor.person.id).await?;
    Ok(StatusCode::NO_CONTENT)
}
