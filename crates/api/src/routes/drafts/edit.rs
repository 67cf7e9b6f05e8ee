//! Changing a draft's words.

use axum::extract::State;
use axum::http::StatusCode;
use domain::ids::DraftId;
use serde::Deserialize;
use utoipa::ToSchema;

use super::faster;
use crate::auth::{InWorkspace, Sends};
use crate::problem::{Problems, Result};
use crate::request::{Answer, Begun, Id, Json, Keyed, once};
use crate::state::ApiState;
use crate::views::Draft;

/// The change.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Edit {
    /// The version that was looked at.
    version: i32,
    /// The new words.
    text: String,
}

/// Change a draft's words
///
/// They are checked again like the first ones.
#[utoipa::path(
    post,
    path = "/drafts/{id}/edit",
    tag = "drafts",
    params(("id" = Uuid, Path, description = "The draft"), Keyed),
    request_body = Edit,
    responses((status = 200, description = "The draft", body = Draft), Problems),
    security(("session" = []), ("key" = ["send"])),
)]
pub(crate) async fn edit_draft(
    State(api): State<ApiState>,
    who: InWorkspace<Sends>,
    Id(id): Id<DraftId>,
    body: Json<Edit>,
) -> Result<Answer> {
    let mut work = match once(&api, &who, &body.mark).await? {
        Begun::Fresh(work) => work,
        Begun::Before(answer) => return Ok(answer),
    };
    let Edit { version, text } = body.value;
    let draft = match api
        .desk()
        .edit_draft(&mut work.tx, id, version, &text)
        .await
    {
        Ok(draft) => draft,
        Err(error) => return Err(faster(&api, &mut work.tx, error).await),
    };
    let shown = Draft::of(&api, &mut work.tx, draft).await?;
    work.finish(&api, StatusCode::OK, &shown).await
}
