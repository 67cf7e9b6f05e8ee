//! Dropping one's own view.

use axum::extract::State;
use axum::http::StatusCode;
use db::saved_views;
use domain::ids::SavedViewId;

use crate::auth::{InWorkspace, Reads};
use crate::problem::{Problem, Problems, Result};
use crate::request::Id;
use crate::state::ApiState;

/// Delete one's own view
#[utoipa::path(
    delete,
    path = "/views/{id}",
    tag = "views",
    params(("id" = Uuid, Path, description = "The view")),
    responses((status = 204, description = "Deleted"), Problems),
    security(("session" = []), ("key" = ["read"])),
)]
pub(crate) async fn delete_view(
    State(api): State<ApiState>,
    who: InWorkspace<Reads>,
    Id(id): Id<SavedViewId>,
) -> Result<StatusCode> {
    let me = who.actor.person().ok_or_else(Problem::not_found)?;
    let mut tx = who.open(&api).await?;
    if !saved_views::delete(&mut tx, me, id).await? {
        return Err(Problem::not_found());
    }
    tx.commit(api.desk().now()).await?;
    Ok(StatusCode::NO_CONTENT)
}
