//! Writing to colleagues.

use axum::extract::State;
use axum::http::StatusCode;
use domain::ids::{ConversationId, PersonId};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

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
    /// Whom it names, at most 20 who belong to the workspace. Each stands in the words, as `@` and their name.
    #[serde(default)]
    mentions: Vec<Uuid>,
}

/// Write a note beside a thread
///
/// Colleagues see it at once, and those it names are told. It never leaves the house.
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
    let NewNote { body, mentions } = body.value;
    let named: Vec<PersonId> = mentions.into_iter().map(PersonId::from).collect();
    let note = api
        .desk()
        .write_note(&mut work.tx, id, &body, &named)
        .await?;
    let shown = Note::of(note)?;
    work.finish(&api, StatusCode::CREATED, &shown).await
}
