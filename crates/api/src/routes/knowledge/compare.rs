//! What two versions of the knowledge say differently.
#![expect(
    unused_qualifications,
    reason = "written by the macro that describes the operation"
)]

use axum::Json;
use axum::extract::State;
use desk::Op;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};

use crate::auth::{InWorkspace, Reads};
use crate::problem::{Problems, Result};
use crate::request::Ask;
use crate::state::ApiState;

/// Which versions.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Between {
    /// The earlier one; 0 is the time before the first.
    from: i32,
    /// The later one.
    to: i32,
}

/// What differs.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct KnowledgeDifference {
    /// The first 500 rows.
    rows: Vec<DifferentRow>,
    /// How many rows there are.
    total: usize,
    /// Members beside the lists.
    settings: Vec<String>,
}

/// A row that differs.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DifferentRow {
    /// `items`, `policies`, `promo` or `answers`.
    part: String,
    /// What names it.
    id: String,
    /// Its name.
    name: String,
    /// `added`, `changed` or `removed`.
    op: &'static str,
    /// As it was.
    #[schema(value_type = Option<Object>)]
    before: Option<Value>,
    /// As it is.
    #[schema(value_type = Option<Object>)]
    after: Option<Value>,
}

/// Compare two versions of the knowledge
#[utoipa::path(
    get,
    path = "/knowledge/difference",
    tag = "knowledge",
    params(Between),
    responses((status = 200, description = "What differs", body = KnowledgeDifference), Problems),
    security(("session" = []), ("key" = ["read"])),
)]
pub(crate) async fn compare_knowledge(
    State(api): State<ApiState>,
    who: InWorkspace<Reads>,
    Ask(between): Ask<Between>,
) -> Result<Json<KnowledgeDifference>> {
    let mut tx = who.open(&api).await?;
    let found = api
        .desk()
        .compare_knowledge(&mut tx, between.from, between.to)
        .await?;
    Ok(Json(KnowledgeDifference {
        total: found.total,
        settings: found.settings,
        rows: found
            .rows
            .into_iter()
            .map(|row| DifferentRow {
                part: row.part.to_owned(),
                id: row.id,
                name: row.name,
                op: match row.op {
                    Op::Added => "added",
                    Op::Changed => "changed",
                    Op::Removed => "removed",
                },
                before: row.before,
                after: row.after,
            })
            .collect(),
    }))
}
