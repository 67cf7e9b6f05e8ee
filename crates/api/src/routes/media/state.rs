//! How far fetching a file has come.

use axum::Json;
use axum::extract::State;
use domain::ids::MediaId;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::auth::{InWorkspace, Reads};
use crate::problem::{Problems, Result};
use crate::request::Id;
use crate::state::ApiState;
use crate::views::Stamp;

/// A file, whether it is here or not.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FileState {
    /// Which.
    id: Uuid,
    /// Where it is.
    state: FileIs,
    /// Why the last try failed; null when none did.
    problem: Option<String>,
    /// Tries that failed or were asked for anew.
    tries: i32,
    /// When it is tried again; null when it is not.
    next_try_at: Option<Stamp>,
    /// Its type.
    mime_type: Option<String>,
    /// Its size in bytes, once it is here.
    size: Option<i64>,
    /// The name its sender gave it.
    filename: Option<String>,
}

/// Where a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum FileIs {
    /// It is being fetched, or waits for the next try.
    Pending,
    /// It is here.
    Stored,
    /// It could not be fetched, and is not tried again by itself.
    Failed,
    /// It was erased with its sender's data.
    Erased,
}

impl FileState {
    pub(super) fn new(media: db::media::Media, fetching: db::media::Fetching) -> Self {
        Self {
            id: media.id.uuid(),
            state: match fetching.state.as_str() {
                "wanted" => FileIs::Pending,
                "stored" => FileIs::Stored,
                "erased" => FileIs::Erased,
                _ => FileIs::Failed,
            },
            problem: fetching.problem,
            tries: fetching.tries,
            next_try_at: fetching.next_try_at.map(Stamp::from),
            mime_type: media.mime_type,
            size: media.size,
            filename: media.filename,
        }
    }
}

/// Get a file's state
#[utoipa::path(
    get,
    path = "/media/{id}/state",
    tag = "messages",
    params(("id" = Uuid, Path, description = "The file")),
    responses((status = 200, description = "Where it is, and why it is not here", body = FileState), Problems),
    security(("session" = []), ("key" = ["read"])),
)]
pub(crate) async fn get_media_state(
    State(api): State<ApiState>,
    who: InWorkspace<Reads>,
    Id(id): Id<MediaId>,
) -> Result<Json<FileState>> {
    let mut tx = who.open(&api).await?;
    let (media, fetching) = api.desk().file_state(&mut tx, id).await?;
    Ok(Json(FileState::new(media, fetching)))
}
