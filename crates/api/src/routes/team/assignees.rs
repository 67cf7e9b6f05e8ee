//! Who can take care of conversations.

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

/// Somebody who can take care of conversations.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Assignee {
    /// Who.
    id: Uuid,
    /// Their name.
    name: String,
    /// Whether their desk is open.
    online: bool,
    /// Whether they said that they are away.
    away: bool,
    /// Open conversations they have.
    open: u32,
}

/// List those who can take care of conversations, by name
#[utoipa::path(
    get,
    path = "/assignees",
    tag = "team",
    responses((status = 200, description = "Everybody who may answer", body = Listed<Assignee>), Problems),
    security(("session" = []), ("key" = ["read"])),
)]
pub(crate) async fn list_assignees(
    State(api): State<ApiState>,
    who: InWorkspace<Reads>,
) -> Result<Json<Listed<Assignee>>> {
    let mut tx = who.open(&api).await?;
    let now = api.desk().now();
    let mut members = assignments::members(&mut tx).await?;
    members.retain(assignments::Member::may_answer);
    let team = assignments::colleagues(&mut tx, &members).await?;
    let shown = members.into_iter().filter_map(|member| {
        let found = team.iter().find(|one| one.id == member.id)?;
        Some(Assignee {
            id: member.id.uuid(),
            name: member.name,
            online: found.online(now),
            away: found.away,
            open: found.open,
        })
    });
    Ok(Json(Listed::whole(shown.collect())))
}
