//! Beginning an import of people.

use axum::extract::State;
use axum::http::StatusCode;

use super::NewContactImport;
use crate::auth::{InWorkspace, Manages};
use crate::problem::{Problem, Problems, Result};
use crate::request::{Answer, Begun, Json, Keyed, once};
use crate::state::ApiState;
use crate::views::Job;

/// Enter people who agreed, from a table
///
/// For people who already agreed to be written to; lists that were bought or gathered are not allowed. It runs as a job.
/// Rows without a number, or without where and when the person agreed, are left out; whoever said stop stays stopped.
#[utoipa::path(
    post,
    path = "/contact-imports",
    tag = "contacts",
    params(Keyed),
    request_body = NewContactImport,
    responses((status = 202, description = "The job", body = Job), Problems),
    security(("session" = []), ("key" = ["manage"])),
)]
pub(crate) async fn import_contacts(
    State(api): State<ApiState>,
    who: InWorkspace<Manages>,
    body: Json<NewContactImport>,
) -> Result<Answer> {
    let mut work = match once(&api, &who, &body.mark).await? {
        Begun::Fresh(work) => work,
        Begun::Before(answer) => return Ok(answer),
    };
    let wanted = body.value.into();
    let id = api.desk().import_contacts(&mut work.tx, &wanted).await?;
    let row = db::long_jobs::get(&mut work.tx, id)
        .await?
        .ok_or_else(Problem::not_found)?;
    let shown = Job::of(&api, row);
    work.finish(&api, StatusCode::ACCEPTED, &shown).await
}
