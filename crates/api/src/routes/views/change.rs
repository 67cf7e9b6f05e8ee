//! Changing one's own view.

use axum::extract::State;
use domain::ids::SavedViewId;

use super::{NewView, OwnView};
use crate::auth::{InWorkspace, Reads};
use crate::problem::{Problem, Problems, Result};
use crate::request::{Id, Json};
use crate::state::ApiState;

/// Change one's own view
#[utoipa::path(
    put,
    path = "/views/{id}",
    tag = "views",
    params(("id" = Uuid, Path, description = "The view")),
    request_body = NewView,
    responses((status = 200, description = "The view", body = OwnView), Problems),
    security(("session" = []), ("key" = ["read"])),
)]
pub(crate) async fn change_view(
    State(api): State<ApiState>,
    who: InWorkspace<Reads>,
    Id(id): Id<SavedViewId>,
    body: Json<NewView>,
) -> Result<axum::Json<OwnView>> {
    // A key has no views, so none of this id either.
    let me = who.actor.person().ok_or_else(Problem::not_found)?;
    let mut tx = who.open(&api).await?;
    let NewView { name, query } = body.value;
    let view = api
        .desk()
        .save_view(&mut tx, me, Some(id), (&name, &query))
        .await?;
    tx.commit(api.desk().now()).await?;
    Ok(axum::Json(view.into()))
}
