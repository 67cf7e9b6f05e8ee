//! Continuing long work.

use axum::extract::State;
use desk::Control;
use domain::ids::LongJobId;

use super::steer;
use crate::auth::{InWorkspace, Manages};
use crate::problem::{Problems, Result};
use crate::request::{Answer, Bare, Id, Keyed};
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
    who: InWorkspace<Manages>,
    Id(id): Id<LongJobId>,
    Bare(mark): Bare,
) -> Result<Answer> {
    steer(&api, &who, id, &mark, Control::Resume).await
}
