//! The documents of a workspace.

use axum::Json;
use axum::extract::State;

use crate::auth::{InWorkspace, Reads};
use crate::problem::{Problems, Result};
use crate::request::Listed;
use crate::state::ApiState;
use crate::views::Document;

/// List documents, newest first
#[utoipa::path(
    get,
    path = "/documents",
    tag = "knowledge",
    responses((status = 200, description = "All of them", body = Listed<Document>), Problems),
    security(("session" = []), ("key" = ["read"])),
)]
pub(crate) async fn list_documents(
    State(api): State<ApiState>,
    who: InWorkspace<Reads>,
) -> Result<Json<Listed<Document>>> {
    let mut tx = who.open(&api).await?;
    let mut items = Vec::new();
    for row in db::knowledge_documents::list(&mut tx).await? {
        items.push(Document::of(&api, &mut tx, row).await?);
    }
    Ok(Json(Listed::whole(items)))
}
