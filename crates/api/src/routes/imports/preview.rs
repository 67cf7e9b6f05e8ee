//! Looking before an import.

use std::collections::BTreeMap;

use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;

use super::NewImport;
use crate::auth::{InWorkspace, Manages};
use crate::problem::{Problems, Result};
use crate::request::Json;
use crate::state::ApiState;

/// Most rows that are spelled out; all are in the file of rejects.
const SPELLED: usize = 100;

/// What importing would do.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ImportPreview {
    /// The columns of the table.
    columns: Vec<ImportColumn>,
    /// What they are taken for.
    #[schema(value_type = Object)]
    mapping: BTreeMap<String, String>,
    /// Why it cannot be imported like this; null when it can.
    problem: Option<String>,
    /// Rows of the table.
    rows: usize,
    /// Items that are not there yet.
    new: usize,
    /// Items that would say something else.
    changed: usize,
    /// Items that would stay as they are.
    unchanged: usize,
    /// Items that the table does not name.
    missing: usize,
    /// Rows that cannot be used.
    invalid: usize,
    /// The first of them.
    rejects: Vec<RejectedRow>,
}

/// A column of a table.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ImportColumn {
    /// Its name.
    pub(crate) name: String,
    /// Some of its cells.
    pub(crate) samples: Vec<String>,
}

/// A row that cannot be used.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RejectedRow {
    /// As people count them: the column names are row 1.
    pub(crate) row: usize,
    /// Why.
    pub(crate) reasons: Vec<String>,
}

/// See what an import would do
///
/// Nothing is changed.
#[utoipa::path(
    post,
    path = "/imports/preview",
    tag = "knowledge",
    request_body = NewImport,
    responses((status = 200, description = "What would happen", body = ImportPreview), Problems),
    security(("session" = []), ("key" = ["manage"])),
)]
pub(crate) async fn preview_import(
    State(api): State<ApiState>,
    who: InWorkspace<Manages>,
    body: Json<NewImport>,
) -> Result<axum::Json<ImportPreview>> {
    let mut tx = who.open(&api).await?;
    let preview = api
        .desk()
        .preview_import(&mut tx, &body.value.into())
        .await?;
    let examined = preview.examined;
    Ok(axum::Json(ImportPreview {
        columns: preview
            .columns
            .into_iter()
            .map(|(name, samples)| ImportColumn { name, samples })
            .collect(),
        mapping: preview.mapping.0,
        problem: preview.problem,
        rows: preview.rows,
        new: examined.new,
        changed: examined.changed,
        unchanged: examined.unchanged,
        missing: examined.missing,
        invalid: examined.rejects.len(),
        rejects: examined
            .rejects
            .into_iter()
            .take(SPELLED)
            .map(|r| RejectedRow {
                row: r.row,
                reasons: r.reasons,
            })
            .collect(),
    }))
}
