//! Fetching a feed now.

use axum::extract::State;
use axum::http::StatusCode;
use domain::ids::FeedId;

use crate::auth::{InWorkspace, Manages};
use crate::problem::{Problem, Problems, Result};
use crate::request::{Answer, Bare, Begun, Id, Keyed, once};
use crate::state::ApiState;
use crate::views::Job;

/// Fetch a feed now
///
/// When it cannot be fetched or used, the catalogue stays as it was, and the job says why.
#[utoipa::path(
    post,
    path = "/feeds/{id}/fetch",
    tag = "knowledge",
    params(("id" = Uuid, Path, description = "The feed"), Keyed),
    responses((status = 202, description = "The job", body = Job), Problems),
    security(("session" = []), ("key" = ["manage"])),
)]
pub(crate) async fn fetch_feed(
    State(api): State<ApiState>,
    who: InWorkspace<Manages>,
    Id(id): Id<FeedId>,
    Bare(mark): Bare,
) -> Result<Answer> {
    let mut work = match once(&api, &who, &mark).await? {
        Begun::Fresh(work) => work,
        Begun::Before(answer) => return Ok(answer),
    };
    let job = api.desk().fetch_feed(&mut work.tx, id).await?;
    let row = db::long_jobs::get(&mut work.tx, job)
        .await?
        .ok_or_else(Problem::not_found)?;
    let shown = Job::of(&api, row);
    work.finish(&api, StatusCode::ACCEPTED, &shown).await
}
