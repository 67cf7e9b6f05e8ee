//! Trying a step again.

use axum::extract::State;
use axum::http::StatusCode;
use domain::ids::SignupId;

use crate::auth::{Connects, InWorkspace};
use crate::problem::{Problems, Result};
use crate::request::{Answer, Bare, Begun, Id, Keyed, once};
use crate::state::ApiState;
use crate::views::Signup;

/// Try the failed step of a sign-up again
#[utoipa::path(
    post,
    path = "/signups/{id}/retry",
    tag = "signups",
    params(Keyed, ("id" = Uuid, Path, description = "The sign-up")),
    responses((status = 200, description = "The run, which goes on", body = Signup), Problems),
    security(("session" = []), ("key" = ["manage"])),
)]
pub(crate) async fn retry_signup(
    State(api): State<ApiState>,
    who: InWorkspace<Connects>,
    Id(id): Id<SignupId>,
    Bare(mark): Bare,
) -> Result<Answer> {
    let mut work = match once(&api, &who, &mark).await? {
        Begun::Before(answer) => return Ok(answer),
        Begun::Fresh(work) => work,
    };
    let row = api.desk().retry_signup(&mut work.tx, id).await?;
    let shown = Signup::read(&mut work.tx, row).await?;
    work.finish(&api, StatusCode::OK, &shown).await
}
