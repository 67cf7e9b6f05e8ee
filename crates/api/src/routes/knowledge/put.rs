//! Changing what a workspace answers from.

use axum::extract::State;
use serde::Deserialize;
use serde_json::Value;
use utoipa::ToSchema;

use crate::auth::{InWorkspace, Manages};
use crate::problem::{Problems, Result};
use crate::request::Json;
use crate::state::ApiState;
use crate::views::Knowledge;

/// The new knowledge.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewKnowledge {
    /// The whole document.
    #[schema(value_type = Object)]
    document: Value,
}

/// Replace the knowledge
///
/// Earlier versions are kept, so that every draft's sources can still be read. A document that cannot be read is
/// refused with the place.
#[utoipa::path(
    put,
    path = "/knowledge",
    tag = "knowledge",
    request_body = NewKnowledge,
    responses((status = 200, description = "The present version", body = Knowledge), Problems),
    security(("session" = []), ("key" = ["manage"])),
)]
pub(crate) async fn put_knowledge(
    State(api): State<ApiState>,
    who: InWorkspace<Manages>,
    body: Json<NewKnowledge>,
) -> Result<axum::Json<Knowledge>> {
    let mut tx = who.open(&api).await?;
    api.desk()
        .put_knowledge(&mut tx, body.value.document)
        .await?;
    let shown = Knowledge::current(&mut tx).await?;
    tx.commit(api.desk().now()).await?;
    Ok(axum::Json(shown))
}
