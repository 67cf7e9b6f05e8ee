//! The whole table.

use axum::Json;

use crate::auth::{InWorkspace, Reads};
use crate::problem::{Problems, Result};
use crate::request::Listed;
use crate::views::ErrorCode;

/// List every error code of Meta that is known here: what it means, who can put it right and how
#[utoipa::path(
    get,
    path = "/error-codes",
    tag = "channels",
    responses((status = 200, description = "All of them, by code", body = Listed<ErrorCode>), Problems),
    security(("session" = []), ("key" = ["read"])),
)]
pub(crate) async fn list_error_codes(_who: InWorkspace<Reads>) -> Result<Json<Listed<ErrorCode>>> {
    Ok(Json(Listed::whole(
        meta::errors::table().iter().map(ErrorCode::from).collect(),
    )))
}
