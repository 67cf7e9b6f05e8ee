//! A file that could not be fetched is wanted again.

use axum::extract::State;
use axum::http::StatusCode;
use axum::{Json, response::IntoResponse, response::Response};
use domain::ids::MediaId;

use super::state::FileState;
use crate::auth::{InWorkspace, Sends};
use crate::problem::{Problems, Result};
use crate::request::{Bare, Id};
use crate::state::ApiState;

/// Fetch a file again
///
/// For a file that failed, or to try at once what would be tried later. A file that is here already stays as it is.
#[utoipa::path(
    post,
    path = "/media/{id}/fetch",
    tag = "messages",
    params(("id" = Uuid, Path, description = "The file")),
    responses((status = 202, description = "Where it is now", body = FileState), Problems),
    security(("session" = []), ("key" = ["send"])),
)]
pub(crate) async fn fetch_media(
    State(api): State<ApiState>,
    who: InWorkspace<Sends>,
    Id(id): Id<MediaId>,
    _: Bare,
) -> Result<Response> {
    let mut tx = who.open(&api).await?;
    api.desk().fetch_again(&mut tx, id).await?;
    let (media, fetching) = api.desk().file_state(&mut tx, id).await?;
    tx.commit(api.desk().now()).await?;
    Ok((StatusCode::ACCEPTED, Json(FileState::new(media, fetching))).into_response())
}
