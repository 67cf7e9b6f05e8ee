//! What a workspace answers from.

use axum::Json;
use axum::extract::State;

use crate::auth::{InWorkspace, Reads};
use crate::problem::{Problems, Result};
use crate::state::ApiState;
use crate::views::Knowledge;

/// Get the knowledge
#[utoipa::path(
    get,
    path = "/knowledge",
    tag = "knowledge",
    responses((status = 200, description = "The present version", body = Knowledge), Problems),
    security(("session" = []), ("key" = ["read"])),
)]
pub(crate) async fn get_knowledge(
    State(api): State<ApiState>,
    who: InWorkspace<Reads>,
) -> Result<Json<Knowledge>> {
    let mut tx = who.open(&api).await?;
    Ok(Json(Knowledge::current(&mut tx).await?))
}
