//! Whether the house still waits to be set up.

use axum::Json;
use axum::extract::State;
use desk::setup;
use serde::Serialize;
use utoipa::ToSchema;

use crate::problem::{Problem, Problems, Result};
use crate::state::ApiState;

/// The house waits to be set up.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SetupOpen {
    /// Whether a real Meta app can be given here; not when settings name one.
    real_app: bool,
    /// The address as it is now.
    public_url: String,
}

/// Whether the house waits to be set up
///
/// `404` once it was, or once anybody has signed in.
#[utoipa::path(
    get,
    path = "/setup",
    tag = "setup",
    responses((status = 200, description = "It does", body = SetupOpen), Problems),
    security(()),
)]
pub(crate) async fn setup_open(State(api): State<ApiState>) -> Result<Json<SetupOpen>> {
    if !setup::is_open(api.desk()).await? {
        return Err(Problem::not_found());
    }
    Ok(Json(SetupOpen {
        real_app: api.settings().platform_app.is_some(),
        public_url: api.settings().public_url.clone(),
    }))
}
