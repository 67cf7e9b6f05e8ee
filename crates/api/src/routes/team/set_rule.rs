//! Changing the rule.

use axum::extract::State;

use super::AssignmentRule;
use crate::auth::{InWorkspace, Manages};
use crate::problem::{Problems, Result};
use crate::request::Json;
use crate::state::ApiState;

/// Set how conversations find somebody
#[utoipa::path(
    put,
    path = "/assignment",
    tag = "team",
    request_body = AssignmentRule,
    responses((status = 200, description = "The rule", body = AssignmentRule), Problems),
    security(("session" = []), ("key" = ["manage"])),
)]
pub(crate) async fn set_assignment_rule(
    State(api): State<ApiState>,
    who: InWorkspace<Manages>,
    body: Json<AssignmentRule>,
) -> Result<axum::Json<AssignmentRule>> {
    let mut tx = who.open(&api).await?;
    let rule = body.value.into();
    api.desk().set_assignment_rule(&mut tx, &rule).await?;
    tx.commit(api.desk().now()).await?;
    Ok(axum::Json(rule.into()))
}
