//! Continuing long work.

use axum::extract::State;
use axum::http::StatusCode;
use desk::Control;
use domain::ids::LongJobId;

use super::steer;
use crate::auth::{InWorkspace, Sends};
use crate::problem::{Problems, Result};
use crate::request::{Answer, Bare, Begun, Id, Keyed, once};
use crate::state::ApiState;
use crate::views::Job;

/// Continue a job
///
/// After a pause, or with what remains after a failure.
#[utoipa::path(
    post,
    path = "/jobs/{id}/resume",
    tag = "jobs",
    params(("id" = Uuid, Path, description = "The job"), Keyed),
    responses((status = 200, description = "The job", body = Job), Problems),
    security(("session" = []), ("key" = ["manage"])),
)]
pub(crate) async fn resume_job(
    State(api): State<ApiState>,
    who: InWorkspace<Sends>,
    Id(id): Id<LongJobId>,
    Bare(mark): Bare,
) -> Result<Answer> {
    let mut work = match once(&api, &who, &mark).await? {
        Begun::Fresh(work) => work,
        Begun::Before(answer) => return Ok(answer),
    };
    let shown = steer(&api, &who, &mut work.tx, id, Control::Resume).await?;
    work.finish(&api, StatusCode::OK, &shown).await
}
