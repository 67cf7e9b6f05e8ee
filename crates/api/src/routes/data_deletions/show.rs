//! One request.

use axum::extract::{Path, State};
use serde::Serialize;
use utoipa::ToSchema;

use crate::problem::{Problem, Problems, Result};
use crate::state::ApiState;
use crate::views::Stamp;

/// A request for deletion and what became of it. Says nothing about whom it is.
#[derive(Debug, Serialize, ToSchema)]
#[expect(
    clippy::struct_field_names,
    reason = "each is a time, and is called so everywhere"
)]
pub(crate) struct DataDeletion {
    /// When it came.
    requested_at: Stamp,
    /// When the access tokens it is about were destroyed; null while that is under way.
    tokens_cleared_at: Option<Stamp>,
    /// When what led from Meta's ids to them was removed; null while that is under way.
    references_cleared_at: Option<Stamp>,
}

/// See what became of a request for deletion
///
/// Opened by the code Meta showed the person who asked.
#[utoipa::path(
    get,
    path = "/data-deletions/{code}",
    tag = "about",
    params(("code" = String, Path, description = "The confirmation code")),
    responses((status = 200, description = "What became of it", body = DataDeletion), Problems),
    security(()),
)]
pub(crate) async fn show_data_deletion(
    State(api): State<ApiState>,
    Path(code): Path<String>,
) -> Result<axum::Json<DataDeletion>> {
    let found = api
        .desk()
        .leaving(&code)
        .await?
        .ok_or_else(Problem::not_found)?;
    Ok(axum::Json(DataDeletion {
        requested_at: found.requested_at.into(),
        // Both end in the same transaction.
        tokens_cleared_at: found.finished_at.map(Stamp::from),
        references_cleared_at: found.finished_at.map(Stamp::from),
    }))
}
