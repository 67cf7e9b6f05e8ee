//! One draft.

use axum::Json;
use axum::extract::State;
use db::drafts;
use domain::ids::DraftId;

use crate::auth::{InWorkspace, Reads};
use crate::problem::{Problem, Problems, Result};
use crate::request::Id;
use crate::state::ApiState;
use crate::views::Draft;

/// Get a draft
#[utoipa::path(
    get,
    path = "/drafts/{id}",
    tag = "drafts",
    params(("id" = Uuid, Path, description = "The draft")),
    responses((status = 200, description = "The draft", body = Draft), Problems),
    security(("session" = []), ("key" = ["read"])),
)]
pub(crate) async fn get_draft(
    State(api): State<ApiState>,
    who: InWorkspace<Reads>,
    Id(id): Id<DraftId>,
) -> Result<Json<Draft>> {
    let mut tx = who.open(&api).await?;
    let draft = drafts::get(&mut tx, id)
        .await?
        .ok_or_else(Problem::not_found)?;
    Ok(Json(Draft::of(&api, &mut tx, draft).await?))
}
