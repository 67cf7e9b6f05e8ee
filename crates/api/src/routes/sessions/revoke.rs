//! Signing out another browser.

use axum::extract::State;
use axum::http::StatusCode;
use desk::account;
use domain::ids::SessionId;

use crate::auth::SignedIn;
use crate::problem::{Problems, Result};
use crate::request::Id;
use crate::state::ApiState;

/// End one of one's own sessions, at once
#[utoipa::path(
    delete,
    path = "/sessions/{id}",
    tag = "session",
    params(("id" = Uuid, Path, description = "The session")),
    responses((status = 204, description = "Ended"), Problems),
    security(("session" = [])),
)]
pub(crate) async fn revoke_session(
    State(api): State<ApiState>,
    SignedIn(visitor): SignedIn,
    Id(id): Id<SessionId>,
) -> Result<StatusCode> {
    account::revoke_session(api.desk(), &visitor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
