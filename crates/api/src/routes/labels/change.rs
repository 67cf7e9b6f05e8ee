//! Renaming a label, or giving it another colour.

use axum::extract::State;
use db::labels;
use domain::ids::LabelId;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::auth::{InWorkspace, Manages};
use crate::problem::{Problem, Problems, Result};
use crate::request::{Id, Json};
use crate::state::ApiState;
use crate::views::Label;

/// What changes; what is absent stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct LabelEdit {
    /// Its name.
    name: Option<String>,
    /// Its colour.
    color: Option<String>,
}

/// Rename a label, or give it another colour
#[utoipa::path(
    patch,
    path = "/labels/{id}",
    tag = "labels",
    params(("id" = Uuid, Path, description = "The label")),
    request_body = LabelEdit,
    responses((status = 200, description = "The label", body = Label), Problems),
    security(("session" = []), ("key" = ["manage"])),
)]
pub(crate) async fn change_label(
    State(api): State<ApiState>,
    who: InWorkspace<Manages>,
    Id(id): Id<LabelId>,
    body: Json<LabelEdit>,
) -> Result<axum::Json<Label>> {
    let mut tx = who.open(&api).await?;
    let known = labels::all(&mut tx).await?;
    let before = known
        .into_iter()
        .find(|label| label.id == id)
        .ok_or_else(Problem::not_found)?;
    let after = labels::Label {
        id,
        name: body.value.name.unwrap_or(before.name),
        color: body.value.color.unwrap_or(before.color),
    };
    let label = api.desk().save_label(&mut tx, after).await?;
    tx.commit(api.desk().now()).await?;
    Ok(axum::Json(label.into()))
}
