//! Deleting an attribute.

use axum::extract::State;
use axum::http::StatusCode;
use domain::ids::AttributeId;

use crate::auth::{InWorkspace, Manages};
use crate::problem::{Problems, Result};
use crate::request::Id;
use crate::state::ApiState;

/// Delete an attribute, with every contact's value of it
#[utoipa::path(
    delete,
    path = "/attributes/{id}",
    tag = "contacts",
    params(("id" = Uuid, Path, description = "The attribute")),
    responses((status = 204, description = "Deleted"), Problems),
    security(("session" = []), ("key" = ["manage"])),
)]
pub(crate) async fn delete_attribute(
    State(api): State<ApiState>,
    who: InWorkspace<Manages>,
    Id(id): Id<AttributeId>,
) -> Result<StatusCode> {
    let mut tx = who.open(&api).await?;
    api.desk().delete_attribute(&mut tx, id).await?;
    tx.commit(api.desk().now()).await?;
    Ok(StatusCode::NO_CONTENT)
}
