//! Removing a note.

use axum::extract::State;
use axum::http::StatusCode;
use domain::ids::NoteId;

use crate::auth::{InWorkspace, Right, Sends};
use crate::problem::{Problems, Result};
use crate::request::Id;
use crate::state::ApiState;

/// Remove a note
///
/// People remove their own; who manages the workspace removes any.
#[utoipa::path(
    delete,
    path = "/notes/{id}",
    tag = "notes",
    params(("id" = Uuid, Path, description = "The note")),
    responses((status = 204, description = "Removed"), Problems),
    security(("session" = []), ("key" = ["send"])),
)]
pub(crate) async fn delete_note(
    State(api): State<ApiState>,
    who: InWorkspace<Sends>,
    Id(id): Id<NoteId>,
) -> Result<StatusCode> {
    let any = who.has(Right::Manage);
    let mut tx = who.open(&api).await?;
    api.desk().remove_note(&mut tx, id, any).await?;
    tx.commit(api.desk().now()).await?;
    Ok(StatusCode::NO_CONTENT)
}
