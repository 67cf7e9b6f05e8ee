//! Long work.

mod cancel;
mod get;
mod list;
mod pause;
mod resume;

use db::WorkspaceTx;
use desk::{Control, Needs};
use domain::ids::LongJobId;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::auth::{InWorkspace, Right, Sends};
use crate::problem::{Problem, Result};
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

/// Whoever may start a kind of work may also steer it.
async fn steer(
    api: &ApiState,
    who: &InWorkspace<Sends>,
    tx: &mut WorkspaceTx,
    id: LongJobId,
    control: Control,
) -> Result<Job> {
    let row = db::long_jobs::get(tx, id)
        .await?
        .ok_or_else(Problem::not_found)?;
    if api.desk().long_work_needs(&row.kind) == Needs::Manage && !who.has(Right::Manage) {
        return Err(Problem::forbidden(Right::Manage.missing()));
    }
    let row = api.desk().control_long_work(tx, id, control).await?;
    Ok(Job::of(api, row))
}
