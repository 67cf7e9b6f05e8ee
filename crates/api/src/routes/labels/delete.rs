//! Deleting a label.

use axum::extract::State;
use axum::http::StatusCode;
use domain::ids::LabelId;

use crate::auth::{InWorkspace, Manages};
use crate::problem::{Problems, Result};
use crate::request::Id;
use crate::state::ApiState;

/// Delete a label, and take it off every thread that carries it
#[utoipa::path(
    delete,
    path = "/labels/{id}",
    tag = "labels",
    params(("id" = Uuid, Path, description = "The label")),
    responses((status = 204, description = "Deleted"), Problems),
    security(("session" = []), ("key" = ["manage"])),
)]
pub(crate) async fn delete_label(
    State(api): State<ApiState>,
    who: InWorkspace<Manages>,
    Id(id): Id<LabelId>,
) -> Result<StatusCode> {
    let mut tx = who.open(&api).await?;
    api.desk().delete_label(&mut tx, id).await?;
    tx.commit(api.desk().now()).await?;
    Ok(StatusCode::NO_CONTENT)
}
