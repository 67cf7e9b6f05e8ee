//! Throwing an upload away.

use axum::extract::State;
use axum::http::StatusCode;
use domain::ids::MediaId;

use crate::auth::{InWorkspace, Sends};
use crate::problem::{Problems, Result};
use crate::request::Id;
use crate::state::ApiState;

/// Throw an upload away
///
/// A file that belongs to a message stays: `409 file_in_use`.
#[utoipa::path(
    delete,
    path = "/media/{id}",
    tag = "messages",
    params(("id" = Uuid, Path, description = "The file")),
    responses((status = 204, description = "Gone"), Problems),
    security(("session" = []), ("key" = ["send"])),
)]
pub(crate) async fn discard_attachment(
    State(api): State<ApiState>,
    who: InWorkspace<Sends>,
    Id(id): Id<MediaId>,
) -> Result<StatusCode> {
    let mut tx = who.open(&api).await?;
    api.desk().discard_attachment(&mut tx, id).await?;
    tx.commit(api.desk().now()).await?;
    Ok(StatusCode::NO_CONTENT)
}
