//! Bringing an earlier version of the knowledge back.

use axum::extract::State;
use axum::http::StatusCode;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::auth::{InWorkspace, Manages};
use crate::problem::{Problems, Result};
use crate::request::{Answer, Begun, Json, Keyed, once};
use crate::state::ApiState;
use crate::views::Knowledge;

/// Which version.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RestoreVersion {
    /// What it said becomes a new version.
    version: i32,
}

/// Restore an earlier version of the knowledge
#[utoipa::path(
    post,
    path = "/knowledge/restore",
    tag = "knowledge",
    params(Keyed),
    request_body = RestoreVersion,
    responses((status = 200, description = "The present version", body = Knowledge), Problems),
    security(("session" = []), ("key" = ["manage"])),
)]
pub(crate) async fn restore_knowledge(
    State(api): State<ApiState>,
    who: InWorkspace<Manages>,
    body: Json<RestoreVersion>,
) -> Result<Answer> {
    let mut work = match once(&api, &who, &body.mark).await? {
        Begun::Fresh(work) => work,
        Begun::Before(answer) => return Ok(answer),
    };
    api.desk()
        .restore_knowledge(&mut work.tx, body.value.version)
        .await?;
    let shown = Knowledge::current(&mut work.tx).await?;
    work.finish(&api, StatusCode::OK, &shown).await
}
