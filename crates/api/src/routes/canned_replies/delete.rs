//! Removing a ready-made reply.

use axum::extract::State;
use axum::http::StatusCode;
use domain::ids::CannedReplyId;

use crate::auth::{InWorkspace, Sends};
use crate::problem::{Problems, Result};
use crate::request::Id;
use crate::state::ApiState;

/// Remove a ready-made reply
#[utoipa::path(
    delete,
    path = "/canned-replies/{id}",
    tag = "canned-replies",
    params(("id" = Uuid, Path, description = "The reply")),
    responses((status = 204, description = "Removed"), Problems),
    security(("session" = []), ("key" = ["send"])),
)]
pub(crate) async fn delete_canned_reply(
    State(api): State<ApiState>,
    who: InWorkspace<Sends>,
    Id(id): Id<CannedReplyId>,
) -> Result<StatusCode> {
    let mut tx = who.open(&api).await?;
    api.desk().remove_canned_reply(&mut tx, id).await?;
    tx.commit(api.desk().now()).await?;
    Ok(StatusCode::NO_CONTENT)
}
