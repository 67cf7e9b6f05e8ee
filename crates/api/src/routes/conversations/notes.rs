//! The notes beside a thread.
#![expect(
    unused_qualifications,
    reason = "written by the macro that describes the operation"
)]

use axum::Json;
use axum::extract::State;
use db::{conversations, notes};
use domain::ids::ConversationId;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::auth::{InWorkspace, Reads};
use crate::problem::{Problem, Problems, Result};
use crate::request::{Ask, Id, Limit, Listed, Place};
use crate::state::ApiState;
use crate::views::Note;

/// Which notes.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Wanted {
    /// Where the page begins.
    #[param(value_type = Option<String>)]
    cursor: Option<Place>,
    /// How many, 1 to 100; 50 when absent.
    #[serde(default)]
    #[param(value_type = Option<u16>, minimum = 1, maximum = 100)]
    limit: Limit,
}

/// List a thread's notes, newest first
#[utoipa::path(
    get,
    path = "/conversations/{id}/notes",
    tag = "notes",
    params(("id" = Uuid, Path, description = "The thread"), Wanted),
    responses((status = 200, description = "A page", body = Listed<Note>), Problems),
    security(("session" = []), ("key" = ["read"])),
)]
pub(crate) async fn list_notes(
    State(api): State<ApiState>,
    who: InWorkspace<Reads>,
    Id(id): Id<ConversationId>,
    Ask(wanted): Ask<Wanted>,
) -> Result<Json<Listed<Note>>> {
    let mut tx = who.open(&api).await?;
    conversations::read(&mut tx, id)
        .await?
        .ok_or_else(Problem::not_found)?;
    let place = wanted.cursor.map(|p| notes::Place {
        at: p.at,
        id: p.id.into(),
    });
    let rows = notes::before(&mut tx, id, place, wanted.limit.and_one()).await?;
    let items = rows
        .into_iter()
        .map(Note::of)
        .collect::<Result<Vec<Note>>>()?;
    Ok(Json(Listed::cut(items, wanted.limit, |note| Place {
        at: note.at.0,
        id: note.id,
    })))
}
