//! One's own views.

use axum::Json;
use axum::extract::State;
use db::saved_views;

use super::OwnView;
use crate::auth::{InWorkspace, Reads};
use crate::problem::{Problems, Result};
use crate::request::Listed;
use crate::state::ApiState;

/// List one's own views, oldest first
#[utoipa::path(
    get,
    path = "/views",
    tag = "views",
    responses((status = 200, description = "The views; none for a key", body = Listed<OwnView>), Problems),
    security(("session" = []), ("key" = ["read"])),
)]
pub(crate) async fn list_views(
    State(api): State<ApiState>,
    who: InWorkspace<Reads>,
) -> Result<Json<Listed<OwnView>>> {
    let Some(me) = who.actor.person() else {
        return Ok(Json(Listed::whole(Vec::new())));
    };
    let mut tx = who.open(&api).await?;
    let views = saved_views::list(&mut tx, me).await?;
    Ok(Json(Listed::whole(
        views.into_iter().map(OwnView::from).collect(),
    )))
}
