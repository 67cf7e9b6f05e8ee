//! The feeds of a workspace.

use axum::Json;
use axum::extract::State;

use crate::auth::{InWorkspace, Reads, Right};
use crate::problem::{Problems, Result};
use crate::request::Listed;
use crate::state::ApiState;
use crate::views::Feed;

/// List feeds
#[utoipa::path(
    get,
    path = "/feeds",
    tag = "knowledge",
    responses((status = 200, description = "All of them", body = Listed<Feed>), Problems),
    security(("session" = []), ("key" = ["read"])),
)]
pub(crate) async fn list_feeds(
    State(api): State<ApiState>,
    who: InWorkspace<Reads>,
) -> Result<Json<Listed<Feed>>> {
    let mut tx = who.open(&api).await?;
    let mut items = Vec::new();
    for feed in db::knowledge_feeds::list(&mut tx).await? {
        items.push(Feed::of(&api, &mut tx, feed, who.has(Right::Manage)).await?);
    }
    Ok(Json(Listed::whole(items)))
}
