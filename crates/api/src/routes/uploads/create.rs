//! Uploading a file.
#![expect(
    unused_qualifications,
    reason = "written by the macro that describes the operation"
)]

use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::auth::{InWorkspace, Manages};
use crate::problem::{Problems, Result};
use crate::request::{Answer, Ask, Begun, Keyed, Octets, once};
use crate::state::ApiState;

/// What the file is called.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Called {
    /// Its name with its ending; only a label.
    name: String,
}

/// A file that was kept.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct KnowledgeFile {
    /// Which; its bytes are at `/media/{id}`.
    id: Uuid,
    /// Its name.
    name: String,
    /// `table`, `markdown`, `pdf` or `docx`.
    kind: &'static str,
    /// In bytes.
    size: usize,
}

/// Upload a table or a document
///
/// CSV, TSV or JSON for a catalogue; Markdown, PDF or Word (.docx) for policies; at most 10 MB. What it is, is seen from
/// its bytes. Nothing is done with it yet.
#[utoipa::path(
    post,
    path = "/uploads",
    tag = "knowledge",
    params(Called, Keyed),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 201, description = "The file", body = KnowledgeFile), Problems),
    security(("session" = []), ("key" = ["manage"])),
)]
pub(crate) async fn create_upload(
    State(api): State<ApiState>,
    who: InWorkspace<Manages>,
    Ask(called): Ask<Called>,
    body: Octets,
) -> Result<Answer> {
    let mut work = match once(&api, &who, &body.mark).await? {
        Begun::Fresh(work) => work,
        Begun::Before(answer) => return Ok(answer),
    };
    let kept = api
        .desk()
        .keep_upload(&mut work.tx, &called.name, &body.bytes)
        .await?;
    let shown = KnowledgeFile {
        id: kept.id.uuid(),
        name: kept.name,
        kind: kept.kind,
        size: kept.size,
    };
    work.finish(&api, StatusCode::CREATED, &shown).await
}
