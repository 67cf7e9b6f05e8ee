//! Writing to colleagues.

use axum::extract::State;
use axum::http::StatusCode;
use domain::ids::ConversationId;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::auth::{InWorkspace, Sends};
use crate::problem::{Problems, Result};
use crate::request::{Answer, Begun, Id, Json, Keyed, once};
use crate::state::ApiState;
use crate::views::Note;

/// A note.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewNote {
    /// The words, at most 8,000 characters.
    body: String,
}

/// Write a note beside a thread
///
/// Colleagues see it at once. It never leaves the house.
#[utoipa::path(
    post,
    path = "/conversations/{id}/notes",
    tag = "notes",
    params(("id" = Uuid, Path, description = "The thread"), Keyed),
    request_body = NewNote,
    responses((status = 201, description = "Written", body = Note), Problems),
    security(("session" = []), ("key" = ["send"])),
)]
pub(crate) async fn write_note(
    State(api): State<ApiState>,
    who: InWorkspace<Sends>,
    Id(id): Id<ConversationId>,
    body: Json<NewNote>,
) -> Result<Answer> {
    let mut work = match once(&api, &who, &body.mark).await? {
        Begun::Fresh(work) => work,
        Begun::Before(answer) => return Ok(answer),
    };
    let note = api
        .desk()
        .write_note(&mut work.tx, id, &body.value.body)
        .await?;
    let shown = Note::of(note)?;
    work.finish(&api, StatusCode::CREATED, &shown).await
}
