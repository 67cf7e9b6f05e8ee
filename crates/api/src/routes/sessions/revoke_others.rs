//! Signing out everywhere else.

use axum::Json;
use axum::extract::State;
use desk::account;
use serde::Serialize;
use utoipa::ToSchema;

use crate::auth::SignedIn;
use crate::problem::{Problems, Result};
use crate::state::ApiState;

/// How many sessions ended.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Ended {
    /// How many.
    ended: u64,
}

/// End every one of one's own sessions but this one
#[utoipa::path(
    delete,
    path = "/sessions",
    tag = "session",
    responses((status = 200, description = "How many ended", body = Ended), Problems),
    security(("session" = [])),
)]
pub(crate) async fn revoke_other_sessions(
    State(api): State<ApiState>,
    SignedIn(visitor): SignedIn,
) -> Result<Json<Ended>> {
    let ended = account::revoke_others(api.desk(), &visitor).await?;
    Ok(Json(Ended { ended }))
}
