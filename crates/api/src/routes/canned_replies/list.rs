//! The ready-made replies of a workspace.

use axum::Json;
use axum::extract::State;

use crate::auth::{InWorkspace, Reads};
use crate::problem::{Problems, Result};
use crate::request::Listed;
use crate::state::ApiState;
use crate::views::CannedReply;

/// List ready-made replies, by shortcut
#[utoipa::path(
    get,
    path = "/canned-replies",
    tag = "canned-replies",
    responses((status = 200, description = "All of them", body = Listed<CannedReply>), Problems),
    security(("session" = []), ("key" = ["read"])),
)]
pub(crate) async fn list_canned_replies(
    State(api): State<ApiState>,
    who: InWorkspace<Reads>,
) -> Result<Json<Listed<CannedReply>>> {
    let mut tx = who.open(&api).await?;
    let all = db::canned::list(&mut tx).await?;
    Ok(Json(Listed::whole(
        all.into_iter().map(CannedReply::from).collect(),
    )))
}
