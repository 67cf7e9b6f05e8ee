//! Long work, newest first.
#![expect(
    unused_qualifications,
    reason = "written by the macro that describes the operation"
)]

use axum::Json;
use axum::extract::State;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::auth::{InWorkspace, Reads};
use crate::problem::{Problems, Result};
use crate::request::{Ask, Limit, Listed, Place};
use crate::state::ApiState;
use crate::views::Job;

/// What is listed.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Wanted {
    /// Only what has not ended.
    #[serde(default)]
    #[param(value_type = Option<bool>)]
    active: bool,
    /// Where the page before ended.
    #[param(value_type = Option<String>)]
    cursor: Option<Place>,
    /// Rows of the page, 1 to 100; 50 when absent.
    #[serde(default)]
    #[param(value_type = Option<u16>, minimum = 1, maximum = 100)]
    limit: Limit,
}

/// List jobs, newest first
#[utoipa::path(
    get,
    path = "/jobs",
    tag = "jobs",
    params(Wanted),
    responses((status = 200, description = "A page", body = Listed<Job>), Problems),
    security(("session" = []), ("key" = ["read"])),
)]
pub(crate) async fn list_jobs(
    State(api): State<ApiState>,
    who: InWorkspace<Reads>,
    Ask(wanted): Ask<Wanted>,
) -> Result<Json<Listed<Job>>> {
    let mut tx = who.open(&api).await?;
    let after = wanted.cursor.map(|place| (place.at, place.id.into()));
    let rows = db::long_jobs::list(&mut tx, wanted.active, after, wanted.limit.and_one()).await?;
    let rows = rows.into_iter().map(|row| Job::of(&api, row)).collect();
    Ok(Json(Listed::cut(rows, wanted.limit, |job: &Job| Place {
        at: job.started.0,
        id: job.id,
    })))
}
