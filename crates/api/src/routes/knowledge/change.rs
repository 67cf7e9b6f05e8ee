//! Changing rows of the knowledge.

use axum::extract::State;
use axum::http::StatusCode;
use desk::RowChange;
use serde::Deserialize;
use serde_json::{Map, Value};
use utoipa::ToSchema;

use crate::auth::{InWorkspace, Manages};
use crate::problem::{Problems, Result};
use crate::request::{Answer, Begun, Json, Keyed, once};
use crate::state::ApiState;
use crate::views::Knowledge;

/// Rows to put or remove.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct KnowledgeChanges {
    /// The version that was looked at.
    base_version: i32,
    /// In order.
    changes: Vec<KnowledgeChange>,
    /// Members beside the lists: `business`, `currency`, `timezone`, …
    #[serde(default)]
    #[schema(value_type = Option<Object>)]
    settings: Map<String, Value>,
}

/// A row to put or remove.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct KnowledgeChange {
    /// `items`, `policies`, `promo` or `answers`.
    part: String,
    /// What names the row now: an item's `sku`, a promotion's `code`, otherwise `id`.
    id: String,
    /// What it shall say; null removes it.
    #[schema(value_type = Option<Object>)]
    row: Option<Map<String, Value>>,
}

/// Change rows of the knowledge
///
/// All of them become one version, or none. Rows that somebody else changed since `base_version` are not written over;
/// others' changes to other rows are kept.
#[utoipa::path(
    post,
    path = "/knowledge/changes",
    tag = "knowledge",
    params(Keyed),
    request_body = KnowledgeChanges,
    responses((status = 200, description = "The present version", body = Knowledge), Problems),
    security(("session" = []), ("key" = ["manage"])),
)]
pub(crate) async fn change_knowledge(
    State(api): State<ApiState>,
    who: InWorkspace<Manages>,
    body: Json<KnowledgeChanges>,
) -> Result<Answer> {
    let mut work = match once(&api, &who, &body.mark).await? {
        Begun::Fresh(work) => work,
        Begun::Before(answer) => return Ok(answer),
    };
    let wanted = body.value;
    let changes: Vec<RowChange> = wanted
        .changes
        .into_iter()
        .map(|c| RowChange {
            part: c.part,
            id: c.id,
            row: c.row,
        })
        .collect();
    api.desk()
        .change_knowledge(
            &mut work.tx,
            wanted.base_version,
            &changes,
            &wanted.settings,
        )
        .await?;
    let shown = Knowledge::current(&mut work.tx).await?;
    work.finish(&api, StatusCode::OK, &shown).await
}
