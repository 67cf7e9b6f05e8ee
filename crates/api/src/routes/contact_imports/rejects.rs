//! The rows an import of people left out.

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use domain::ids::LongJobId;

use crate::auth::{InWorkspace, Manages};
use crate::problem::{Problems, Result};
use crate::request::Id;
use crate::state::ApiState;

/// Get the rows that an import of people left out, as CSV
///
/// With the reason in front, to be mended and imported again. They are kept for 30 days. No cell is a formula to a
/// spreadsheet.
#[utoipa::path(
    get,
    path = "/contact-imports/{id}/rejects",
    tag = "contacts",
    params(("id" = Uuid, Path, description = "The job of the import")),
    responses((status = 200, description = "The rows", body = String, content_type = "text/csv"), Problems),
    security(("session" = []), ("key" = ["manage"])),
)]
pub(crate) async fn left_out_contacts(
    State(api): State<ApiState>,
    who: InWorkspace<Manages>,
    Id(id): Id<LongJobId>,
) -> Result<Response> {
    let mut tx = who.open(&api).await?;
    let bytes = api.desk().left_out_contacts(&mut tx, id).await?;
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (
            header::CONTENT_DISPOSITION,
            "attachment; filename=\"left-out.csv\"",
        ),
    ];
    Ok((headers, bytes).into_response())
}
