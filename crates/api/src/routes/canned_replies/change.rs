//! Changing a ready-made reply.

use axum::extract::State;
use domain::ids::CannedReplyId;

use super::create::CannedText;
use crate::auth::{InWorkspace, Sends};
use crate::problem::{Problems, Result};
use crate::request::{Id, Json};
use crate::state::ApiState;
use crate::views::CannedReply;

/// Change a ready-made reply
#[utoipa::path(
    put,
    path = "/canned-replies/{id}",
    tag = "canned-replies",
    params(("id" = Uuid, Path, description = "The reply")),
    request_body = CannedText,
    responses((status = 200, description = "Changed", body = CannedReply), Problems),
    security(("session" = []), ("key" = ["send"])),
)]
pub(crate) async fn change_canned_reply(
    State(api): State<ApiState>,
    who: InWorkspace<Sends>,
    Id(id): Id<CannedReplyId>,
    body: Json<CannedText>,
) -> Result<axum::Json<CannedReply>> {
    let mut tx = who.open(&api).await?;
    let changed = api
        .desk()
        .change_canned_reply(&mut tx, id, body.value.into())
        .await?;
    tx.commit(api.desk().now()).await?;
    Ok(axum::Json(changed.into()))
}
