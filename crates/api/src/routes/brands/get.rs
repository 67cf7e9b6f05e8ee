//! The look of a workspace.

use axum::Json;
use axum::extract::State;

use crate::auth::{InWorkspace, Reads};
use crate::problem::{Problems, Result};
use crate::state::ApiState;
use crate::views::Brand;

/// Get the look of the workspace: its partner's name, colours and picture
#[utoipa::path(
    get,
    path = "/brand",
    tag = "session",
    responses((status = 200, description = "The look", body = Brand), Problems),
    security(("session" = []), ("key" = ["read"])),
)]
pub(crate) async fn get_brand(
    State(api): State<ApiState>,
    who: InWorkspace<Reads>,
) -> Result<Json<Brand>> {
    Ok(Json(api.desk().brand_of(who.workspace).await?.into()))
}
