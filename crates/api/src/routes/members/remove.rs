//! Taking a member out.

use axum::extract::State;
use axum::http::StatusCode;
use desk::members;
use domain::ids::PersonId;

use crate::auth::{InWorkspace, Manages, Right};
use crate::problem::{Problems, Result};
use crate::request::Id;
use crate::state::ApiState;

/// Take a member out of the workspace, at once
///
/// Their account stays, and what they wrote keeps their name. A workspace keeps at least one owner (`409 last_owner`).
/// The session must have been confirmed a moment ago (`403 confirm_needed`).
#[utoipa::path(
    delete,
    path = "/members/{id}",
    tag = "team",
    params(("id" = Uuid, Path, description = "The person")),
    responses((status = 204, description = "Out"), Problems),
    security(("session" = []), ("key" = ["manage"])),
)]
pub(crate) async fn remove_member(
    State(api): State<ApiState>,
    who: InWorkspace<Manages>,
    Id(id): Id<PersonId>,
) -> Result<StatusCode> {
    who.confirmed(&api)?;
    let by_owner = who.has(Right::Own);
    let mut tx = who.open(&api).await?;
    members::remove(api.desk(), &mut tx, id, by_owner).await?;
    tx.commit(api.desk().now()).await?;
    Ok(StatusCode::NO_CONTENT)
}
