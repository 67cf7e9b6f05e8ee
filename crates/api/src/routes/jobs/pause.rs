//! Pausing long work.

use axum::extract::State;
use desk::Control;
use domain::ids::LongJobId;

use super::steer;
use crate::auth::{InWorkspace, Manages};
use crate::problem::{Problems, Result};
use crate::request::{Answer, Bare, Id, Keyed};
use crate::state::ApiState;
use crate::views::Job;

/// Pause a job
///
/// It stops after the present chunk; what was done stays.
#[utoipa::path(
    post,
    path = "/jobs/{id}/pause",
    tag = "jobs",
    params(("id" = Uuid, Path, description = "The job"), Keyed),
    responses((status = 200, description = "The job", body = Job), Problems),
    security(("session" = []), ("key" = ["manage"])),
)]
pub(crate) async fn pause_job(
    State(api): State<ApiState>,
    who: InWorkspace<Manages>,
    Id(id): Id<LongJobId>,
    Bare(mark): Bare,
) -> Result<Answer> {
    steer(&api, &who, id, &mark, Control::Pause).await
}
