//! Looking before people are entered.

use std::collections::BTreeMap;

use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;

use super::NewContactImport;
use crate::auth::{InWorkspace, Manages};
use crate::problem::{Problems, Result};
use crate::request::Json;
use crate::routes::imports::{ImportColumn, RejectedRow};
use crate::state::ApiState;

/// Most rows that are spelled out; all are in the file of the import.
const SPELLED: usize = 100;

/// What entering people would do.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ContactImportPreview {
    /// The columns of the table.
    columns: Vec<ImportColumn>,
    /// What they are taken for.
    #[schema(value_type = Object)]
    mapping: BTreeMap<String, String>,
    /// The calling code of numbers that have none.
    calling_code: Option<String>,
    /// Why nobody can be entered like this; null when they can.
    problem: Option<String>,
    /// Rows of the table.
    rows: usize,
    /// People who are not there yet.
    new: usize,
    /// People of whom something would change.
    changed: usize,
    /// People who would stay as they are.
    unchanged: usize,
    /// Rows without where or when the person agreed.
    without_consent: usize,
    /// Rows without a number.
    invalid_number: usize,
    /// Numbers that stand in the table before.
    twice: usize,
    /// People who said stop, and stay stopped.
    stopped: usize,
    /// Rows with something else that cannot be used.
    unusable: usize,
    /// The first rows that would be left out.
    rejects: Vec<RejectedRow>,
}

/// See what entering people from a table would do
///
/// Nothing is changed. A table that is not imported within a day is thrown away.
#[utoipa::path(
    post,
    path = "/contact-imports/preview",
    tag = "contacts",
    request_body = NewContactImport,
    responses((status = 200, description = "What would happen", body = ContactImportPreview), Problems),
    security(("session" = []), ("key" = ["manage"])),
)]
pub(crate) async fn preview_contacts(
    State(api): State<ApiState>,
    who: InWorkspace<Manages>,
    body: Json<NewContactImport>,
) -> Result<axum::Json<ContactImportPreview>> {
    let mut tx = who.open(&api).await?;
    let wanted = body.value.into();
    let seen = api.desk().preview_contacts(&mut tx, &wanted).await?;
    let tally = seen.tally;
    Ok(axum::Json(ContactImportPreview {
        columns: seen
            .columns
            .into_iter()
            .map(|(name, samples)| ImportColumn { name, samples })
            .collect(),
        mapping: seen.mapping.0,
        calling_code: seen.calling_code,
        problem: seen.problem,
        rows: seen.rows,
        new: tally.new,
        changed: tally.changed,
        unchanged: tally.unchanged,
        without_consent: tally.without_consent,
        invalid_number: tally.invalid_number,
        twice: tally.twice,
        stopped: tally.stopped,
        unusable: tally.unusable,
        rejects: seen
            .left
            .into_iter()
            .take(SPELLED)
            .map(|left| RejectedRow {
                row: left.row,
                reasons: left.reasons,
            })
            .collect(),
    }))
}
