//! One piece of long work.

use axum::Json;
use axum::extract::State;
use domain::ids::LongJobId;

use crate::auth::{InWorkspace, Reads};
use crate::problem::{Problem, Problems, Result};
use crate::request::Id;
use crate::state::ApiState;
use crate::views::Job;

/// Get a job
#[utoipa::path(
    get,
    path = "/jobs/{id}",
    tag = "jobs",
    params(("id" = Uuid, Path, description = "The job")),
    responses((status = 200, description = "The job", body = Job), Problems),
    security(("session" = []), ("key" = ["read"])),
)]
pub(crate) async fn get_job(
    State(api): State<ApiState>,
    who: InWorkspace<Reads>,
    Id(id): Id<LongJobId>,
) -> Result<Json<Job>> {
    let mut tx = who.open(&api).await?;
    let row = db::long_jobs::get(&mut tx, id)
        .await?
        .ok_or_else(Problem::not_found)?;
    Ok(Json(Job::of(&api, row)))
}
