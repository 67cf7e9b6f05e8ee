//! Earlier versions of the knowledge.
#![expect(
    unused_qualifications,
    reason = "written by the macro that describes the operation"
)]

use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};

use crate::auth::{InWorkspace, Reads};
use crate::problem::{Problems, Result};
use crate::request::{Ask, Limit};
use crate::state::ApiState;
use crate::views::Stamp;

/// Which versions.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Wanted {
    /// Older than this one.
    before: Option<i32>,
    /// Rows of the page, 1 to 100; 50 when absent.
    #[serde(default)]
    #[param(value_type = Option<u16>, minimum = 1, maximum = 100)]
    limit: Limit,
}

/// A page of versions.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct KnowledgeVersions {
    /// Newest first.
    items: Vec<KnowledgeVersion>,
    /// Where the next page begins; null on the last one.
    next_before: Option<i32>,
}

/// A version.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct KnowledgeVersion {
    /// 1 for the first.
    version: i32,
    /// When it was made.
    at: Stamp,
    /// Who made it: `person:<id>`, `key:<name>`, `system`.
    by: String,
    /// Their name, as far as known.
    by_name: Option<String>,
    /// `edit`, `document` (the whole was put), `import`, `feed`, `policy`, `restore`; null for versions from before.
    cause: Option<String>,
    /// The file or host it came from.
    label: Option<String>,
    /// The version that was brought back.
    restored: Option<i32>,
    /// By list (`items`, `policies`, `promo`, `answers`): `added`, `changed`, `removed` and some `names`.
    #[schema(value_type = Object)]
    parts: Value,
    /// Members beside the lists that changed.
    settings: Vec<String>,
}

/// List versions of the knowledge, newest first
#[utoipa::path(
    get,
    path = "/knowledge/versions",
    tag = "knowledge",
    params(Wanted),
    responses((status = 200, description = "A page", body = KnowledgeVersions), Problems),
    security(("session" = []), ("key" = ["read"])),
)]
pub(crate) async fn list_knowledge_versions(
    State(api): State<ApiState>,
    who: InWorkspace<Reads>,
    Ask(wanted): Ask<Wanted>,
) -> Result<Json<KnowledgeVersions>> {
    let mut tx = who.open(&api).await?;
    let mut rows = db::knowledge::versions(&mut tx, wanted.before, wanted.limit.and_one()).await?;
    let more = rows.len() > wanted.limit.rows();
    rows.truncate(wanted.limit.rows());
    let next_before = rows.last().filter(|_| more).map(|r| r.version);
    let items = rows.into_iter().map(shown).collect();
    Ok(Json(KnowledgeVersions { items, next_before }))
}

fn shown(row: db::knowledge::Version) -> KnowledgeVersion {
    let text = |name: &str| {
        row.change
            .get(name)
            .and_then(Value::as_str)
            .map(str::to_owned)
    };
    let settings = row.change.get("settings").and_then(Value::as_array);
    KnowledgeVersion {
        version: row.version,
        at: row.created_at.into(),
        by_name: text("by_name"),
        cause: text("cause"),
        label: text("label"),
        restored: row
            .change
            .get("from")
            .and_then(Value::as_i64)
            .and_then(|n| i32::try_from(n).ok()),
        parts: row
            .change
            .get("parts")
            .cloned()
            .unwrap_or_else(|| serde_json::json!({})),
        settings: settings
            .into_iter()
            .flatten()
            .filter_map(|s| s.as_str().map(str::to_owned))
            .collect(),
        by: row.created_by,
    }
}
