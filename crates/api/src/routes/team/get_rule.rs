//! The rule in force.

use axum::Json;
use axum::extract::State;
use db::assignments;

use super::AssignmentRule;
use crate::auth::{InWorkspace, Reads};
use crate::problem::{Problems, Result};
use crate::state::ApiState;

/// Get how conversations find somebody
#[utoipa::path(
    get,
    path = "/assignment",
    tag = "team",
    responses((status = 200, description = "The rule", body = AssignmentRule), Problems),
    security(("session" = []), ("key" = ["read"])),
)]
pub(crate) async fn get_assignment_rule(
    State(api): State<ApiState>,
    who: InWorkspace<Reads>,
) -> Result<Json<AssignmentRule>> {
    let mut tx = who.open(&api).await?;
    Ok(Json(assignments::rule(&mut tx).await?.into()))
}
