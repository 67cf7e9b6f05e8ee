//! Everybody who can read a note.

use axum::Json;
use axum::extract::State;
use db::assignments;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::auth::{InWorkspace, Reads};
use crate::problem::{Problems, Result};
use crate::request::Listed;
use crate::state::ApiState;

/// Somebody who belongs to the workspace.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Colleague {
    /// Who.
    id: Uuid,
    /// Their name.
    name: String,
    /// Whether they may answer customers; somebody who only looks may not.
    may_answer: bool,
}

/// List everybody who belongs to the workspace, by name
///
/// A note may name them. People of the partner are not among them.
#[utoipa::path(
    get,
    path = "/colleagues",
    tag = "team",
    responses((status = 200, description = "Everybody", body = Listed<Colleague>), Problems),
    security(("session" = []), ("key" = ["read"])),
)]
pub(crate) async fn list_colleagues(
    State(api): State<ApiState>,
    who: InWorkspace<Reads>,
) -> Result<Json<Listed<Colleague>>> {
    let mut tx = who.open(&api).await?;
    let members = assignments::members(&mut tx).await?;
    let shown = members.into_iter().map(|member| Colleague {
        id: member.id.uuid(),
        may_answer: member.may_answer(),
        name: member.name,
    });
    Ok(Json(Listed::whole(shown.collect())))
}
