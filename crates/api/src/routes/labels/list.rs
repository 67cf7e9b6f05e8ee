//! The labels there are.

use axum::Json;
use axum::extract::State;
use db::labels;
use serde::Serialize;
use utoipa::ToSchema;

use crate::auth::{InWorkspace, Reads};
use crate::problem::{Problems, Result};
use crate::request::Listed;
use crate::state::ApiState;
use crate::views::Label;

/// A label, with how often it is used.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct LabelRow {
    #[serde(flatten)]
    label: Label,
    /// How many threads carry it.
    conversations: i64,
}

/// List the labels, by name
#[utoipa::path(
    get,
    path = "/labels",
    tag = "labels",
    responses((status = 200, description = "All labels", body = Listed<LabelRow>), Problems),
    security(("session" = []), ("key" = ["read"])),
)]
pub(crate) async fn list_labels(
    State(api): State<ApiState>,
    who: InWorkspace<Reads>,
) -> Result<Json<Listed<LabelRow>>> {
    let mut tx = who.open(&api).await?;
    let rows = labels::list(&mut tx).await?;
    let rows = rows.into_iter().map(|(label, conversations)| LabelRow {
        label: label.into(),
        conversations,
    });
    Ok(Json(Listed::whole(rows.collect())))
}
