//! Beginning an import.

use axum::extract::State;
use axum::http::StatusCode;

use super::NewImport;
use crate::auth::{InWorkspace, Manages};
use crate::problem::{Problem, Problems, Result};
use crate::request::{Answer, Begun, Json, Keyed, once};
use crate::state::ApiState;
use crate::views::Job;

/// Import a table into the catalogue
///
/// It runs as a job. Rows that cannot be used are left out and counted; all others become one version at the end.
#[utoipa::path(
    post,
    path = "/imports",
    tag = "knowledge",
    params(Keyed),
    request_body = NewImport,
    responses((status = 202, description = "The job", body = Job), Problems),
    security(("session" = []), ("key" = ["manage"])),
)]
pub(crate) async fn create_import(
    State(api): State<ApiState>,
    who: InWorkspace<Manages>,
    body: Json<NewImport>,
) -> Result<Answer> {
    let mut work = match once(&api, &who, &body.mark).await? {
        Begun::Fresh(work) => work,
        Begun::Before(answer) => return Ok(answer),
    };
    let wanted = body.value.into();
    let id = api.desk().import_catalogue(&mut work.tx, &wanted).await?;
    let row = db::long_jobs::get(&mut work.tx, id)
        .await?
        .ok_or_else(Problem::not_found)?;
    let shown = Job::of(&api, row);
    work.finish(&api, StatusCode::ACCEPTED, &shown).await
}
