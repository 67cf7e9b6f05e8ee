//! Adding a document.

use axum::extract::State;
use axum::http::StatusCode;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::auth::{InWorkspace, Manages};
use crate::problem::{Problems, Result};
use crate::request::{Answer, Begun, Json, Keyed, once};
use crate::state::ApiState;
use crate::views::Document;

/// A document to be read.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewDocument {
    /// An uploaded Markdown, PDF or Word document.
    file: Uuid,
    /// The document it takes the place of, once it is published.
    replaces: Option<Uuid>,
}

/// Add a policy document
///
/// It is read by a job; what was read waits for a person, who publishes it.
#[utoipa::path(
    post,
    path = "/documents",
    tag = "knowledge",
    params(Keyed),
    request_body = NewDocument,
    responses((status = 201, description = "The document", body = Document), Problems),
    security(("session" = []), ("key" = ["manage"])),
)]
pub(crate) async fn create_document(
    State(api): State<ApiState>,
    who: InWorkspace<Manages>,
    body: Json<NewDocument>,
) -> Result<Answer> {
    let mut work = match once(&api, &who, &body.mark).await? {
        Begun::Fresh(work) => work,
        Begun::Before(answer) => return Ok(answer),
    };
    let NewDocument { file, replaces } = body.value;
    let row = api
        .desk()
        .add_document(&mut work.tx, file.into(), replaces.map(Into::into))
        .await?;
    let shown = Document::of(&api, &mut work.tx, row).await?;
    work.finish(&api, StatusCode::CREATED, &shown).await
}
