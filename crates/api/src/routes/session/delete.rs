//! Signing out.

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use desk::sign_in;

use crate::auth::{SignedIn, clear_cookie};
use crate::problem::{Problems, Result};
use crate::state::ApiState;

/// Sign out
#[utoipa::path(
    delete,
    path = "/session",
    tag = "session",
    responses((status = 204, description = "Signed out"), Problems),
    security(("session" = [])),
)]
pub(crate) async fn sign_out(
    State(api): State<ApiState>,
    SignedIn(visitor): SignedIn,
) -> Result<Response> {
    sign_in::sign_out(api.desk(), visitor.session).await?;
    Ok((
        StatusCode::NO_CONTENT,
        [(header::SET_COOKIE, clear_cookie(api.secure()))],
    )
        .into_response())
}
