//! The chain as a file that can be verified elsewhere.

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};

use crate::auth::{InWorkspace, Owns};
use crate::problem::{Problems, Result};
use crate::state::ApiState;

/// Export the evidence
///
/// A file for `loket evidence verify`. The export itself is recorded.
#[utoipa::path(
    get,
    path = "/evidence/export",
    tag = "evidence",
    responses((status = 200, description = "The file", body = String, content_type = "application/jsonl"), Problems),
    security(("session" = []), ("key" = ["manage"])),
)]
pub(crate) async fn export_evidence(
    State(api): State<ApiState>,
    who: InWorkspace<Owns>,
) -> Result<Response> {
    let mut tx = who.open(&api).await?;
    let file = api.desk().export_evidence(&mut tx).await?;
    tx.commit(api.desk().now()).await?;
    let name = format!("attachment; filename=\"evidence-{}.jsonl\"", who.workspace);
    let headers = [
        (header::CONTENT_TYPE, "application/jsonl".to_owned()),
        (header::CONTENT_DISPOSITION, name),
    ];
    Ok((headers, file).into_response())
}
