//! Taking an invitation back.

use axum::extract::State;
use axum::http::StatusCode;
use desk::members;
use domain::ids::InvitationId;

use crate::auth::{InWorkspace, Manages};
use crate::problem::{Problems, Result};
use crate::request::Id;
use crate::state::ApiState;

/// Take an invitation back, at once
#[utoipa::path(
    delete,
    path = "/invitations/{id}",
    tag = "team",
    params(("id" = Uuid, Path, description = "The invitation")),
    responses((status = 204, description = "Taken back"), Problems),
    security(("session" = []), ("key" = ["manage"])),
)]
pub(crate) async fn revoke_invitation(
    State(api): State<ApiState>,
    who: InWorkspace<Manages>,
    Id(id): Id<InvitationId>,
) -> Result<StatusCode> {
    let mut tx = who.open(&api).await?;
    members::revoke_invitation(api.desk(), &mut tx, id).await?;
    tx.commit(api.desk().now()).await?;
    Ok(StatusCode::NO_CONTENT)
}
