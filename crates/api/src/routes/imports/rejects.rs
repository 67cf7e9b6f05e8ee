//! The rows an import leaves out.

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};

use super::NewImport;
use crate::auth::{InWorkspace, Manages};
use crate::problem::{Problems, Result};
use crate::request::Json;
use crate::state::ApiState;

/// Get the rows that an import leaves out, as CSV
///
/// With the reason in front, to be mended and imported again. No cell is a formula to a spreadsheet.
#[utoipa::path(
    post,
    path = "/imports/rejects",
    tag = "knowledge",
    request_body = NewImport,
    responses((status = 200, description = "The rows", body = String, content_type = "text/csv"), Problems),
    security(("session" = []), ("key" = ["manage"])),
)]
pub(crate) async fn rejected_rows(
    State(api): State<ApiState>,
    who: InWorkspace<Manages>,
    body: Json<NewImport>,
) -> Result<Response> {
    let mut tx = who.open(&api).await?;
    let bytes = api
        .desk()
        .rejected_rows(&mut tx, &body.value.into())
        .await?;
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (
            header::CONTENT_DISPOSITION,
            "attachment; filename=\"left-out.csv\"",
        ),
    ];
    Ok((headers, bytes).into_response())
}
