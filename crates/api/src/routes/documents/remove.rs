//! Removing a document.

use axum::extract::State;
use axum::http::StatusCode;
use domain::ids::DocumentId;

use crate::auth::{InWorkspace, Manages};
use crate::problem::{Problems, Result};
use crate::request::Id;
use crate::state::ApiState;

/// Remove a document and its policies
///
/// Earlier versions of the knowledge keep them.
#[utoipa::path(
    delete,
    path = "/documents/{id}",
    tag = "knowledge",
    params(("id" = Uuid, Path, description = "The document")),
    responses((status = 204, description = "Removed"), Problems),
    security(("session" = []), ("key" = ["manage"])),
)]
pub(crate) async fn remove_document(
    State(api): State<ApiState>,
    who: InWorkspace<Manages>,
    Id(id): Id<DocumentId>,
) -> Result<StatusCode> {
    let mut tx = who.open(&api).await?;
    api.desk().remove_document(&mut tx, id).await?;
    tx.commit(api.desk().now()).await?;
    Ok(StatusCode::NO_CONTENT)
}
