//! It is the right account: it is connected.

use axum::extract::State;
use axum::http::StatusCode;
use domain::ids::SignupId;

use crate::auth::{Connects, InWorkspace};
use crate::problem::{Problems, Result};
use crate::request::{Answer, Bare, Id, Keyed, settle_apart, start_apart};
use crate::state::ApiState;
use crate::views::Signup;

/// Connect the account that was signed in to
///
/// One that is connected here already gets the new token. The steps that follow are those of a sign-up: `GET /signups/{id}`.
#[utoipa::path(
    post,
    path = "/logins/{id}/confirm",
    tag = "signups",
    params(Keyed, ("id" = Uuid, Path, description = "The sign-in")),
    responses((status = 201, description = "The run, whose steps go on", body = Signup), Problems),
    security(("session" = []), ("key" = ["manage"])),
)]
pub(crate) async fn confirm_login(
    State(api): State<ApiState>,
    who: InWorkspace<Connects>,
    Id(id): Id<SignupId>,
    Bare(mark): Bare,
) -> Result<Answer> {
    if let Some(answer) = start_apart(&api, &who, &mark).await? {
        return Ok(answer);
    }
    let run = api
        .desk()
        .confirm_login(who.workspace, who.actor.clone(), id)
        .await?;
    let mut tx = who.open(&api).await?;
    let shown = Signup::read(&mut tx, run).await?;
    drop(tx);
    let answer = Answer::new(StatusCode::CREATED, &shown)?;
    settle_apart(&api, &who, &mark, answer).await
}
