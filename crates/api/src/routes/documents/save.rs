//! Changing what was read of a document, and publishing it.

use axum::extract::State;
use axum::http::StatusCode;
use desk::Passage;
use domain::ids::DocumentId;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::auth::{InWorkspace, Manages};
use crate::problem::{Problems, Result};
use crate::request::{Answer, Begun, Id, Json, Keyed, once};
use crate::state::ApiState;
use crate::views::{Document, DocumentPassage};

/// What a document says.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct DocumentText {
    /// All its passages.
    passages: Vec<DocumentPassage>,
    /// Whether drafts may cite them from now on.
    publish: bool,
}

/// Change a document's passages, or publish them
///
/// Published passages become policies of the next version; those of the document it replaces go.
#[utoipa::path(
    put,
    path = "/documents/{id}",
    tag = "knowledge",
    params(("id" = Uuid, Path, description = "The document"), Keyed),
    request_body = DocumentText,
    responses((status = 200, description = "The document", body = Document), Problems),
    security(("session" = []), ("key" = ["manage"])),
)]
pub(crate) async fn save_document(
    State(api): State<ApiState>,
    who: InWorkspace<Manages>,
    Id(id): Id<DocumentId>,
    body: Json<DocumentText>,
) -> Result<Answer> {
    let mut work = match once(&api, &who, &body.mark).await? {
        Begun::Fresh(work) => work,
        Begun::Before(answer) => return Ok(answer),
    };
    let DocumentText { passages, publish } = body.value;
    let passages: Vec<Passage> = passages
        .into_iter()
        .map(|p| Passage {
            title: p.title,
            text: p.text,
        })
        .collect();
    let row = api
        .desk()
        .save_document(&mut work.tx, id, &passages, publish)
        .await?;
    let shown = Document::of(&api, &mut work.tx, row).await?;
    work.finish(&api, StatusCode::OK, &shown).await
}
