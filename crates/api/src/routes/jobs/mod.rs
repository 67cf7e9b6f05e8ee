//! Long work.

mod cancel;
mod get;
mod list;
mod pause;
mod resume;

use axum::http::StatusCode;
use desk::Control;
use domain::ids::LongJobId;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::auth::{InWorkspace, Manages};
use crate::problem::Result;
use crate::request::{Answer, Begun, Mark, once};
use crate::state::ApiState;
use crate::views::Job;

pub(super) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new()
        .routes(routes!(list::list_jobs))
        .routes(routes!(get::get_job))
        .routes(routes!(pause::pause_job))
        .routes(routes!(resume::resume_job))
        .routes(routes!(cancel::cancel_job))
}

/// Pausing, continuing and cancelling: one request with one answer.
async fn steer(
    api: &ApiState,
    who: &InWorkspace<Manages>,
    id: LongJobId,
    mark: &Mark,
    control: Control,
) -> Result<Answer> {
    let mut work = match once(api, who, mark).await? {
        Begun::Fresh(work) => work,
        Begun::Before(answer) => return Ok(answer),
    };
    let row = api
        .desk()
        .control_long_work(&mut work.tx, id, control)
        .await?;
    work.finish(api, StatusCode::OK, &Job::of(api, row)).await
}
