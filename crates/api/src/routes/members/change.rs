//! Changing what a member may do.

use axum::extract::State;
use axum::http::StatusCode;
use desk::members;
use domain::ids::PersonId;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::auth::{InWorkspace, Manages, Right};
use crate::problem::{Problems, Result};
use crate::request::{Id, Json};
use crate::routes::admin::MemberRole;
use crate::state::ApiState;

/// What changes.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct MemberChange {
    /// What they may do from now on.
    role: MemberRole,
}

/// Change a member's role, at once
///
/// Only an owner makes or changes owners. A workspace keeps at least one (`409 last_owner`). The session must have been
/// confirmed a moment ago (`403 confirm_needed`).
#[utoipa::path(
    patch,
    path = "/members/{id}",
    tag = "team",
    params(("id" = Uuid, Path, description = "The person")),
    request_body = MemberChange,
    responses((status = 204, description = "Changed"), Problems),
    security(("session" = []), ("key" = ["manage"])),
)]
pub(crate) async fn change_member(
    State(api): State<ApiState>,
    who: InWorkspace<Manages>,
    Id(id): Id<PersonId>,
    body: Json<MemberChange>,
) -> Result<StatusCode> {
    who.confirmed(&api)?;
    let by_owner = who.has(Right::Own);
    let mut tx = who.open(&api).await?;
    members::change_role(api.desk(), &mut tx, id, body.value.role.into(), by_owner).await?;
    tx.commit(api.desk().now()).await?;
    Ok(StatusCode::NO_CONTENT)
}
