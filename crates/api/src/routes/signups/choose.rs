//! Which of several numbers is meant.

use axum::extract::State;
use axum::http::StatusCode;
use domain::ids::SignupId;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::auth::{Connects, InWorkspace};
use crate::problem::{Problems, Result};
use crate::request::{Answer, Id, Json, Keyed, settle_apart, start_apart};
use crate::state::ApiState;
use crate::views::Signup;

/// A number of the account.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ChosenNumber {
    /// Meta's id of it.
    phone_number_id: String,
}

/// Choose the number of a sign-up
///
/// For an account that has several numbers, or got one after the dialog. It must be one of the account's.
#[utoipa::path(
    post,
    path = "/signups/{id}/number",
    tag = "signups",
    params(Keyed, ("id" = Uuid, Path, description = "The sign-up")),
    request_body = ChosenNumber,
    responses((status = 200, description = "The run, which goes on", body = Signup), Problems),
    security(("session" = []), ("key" = ["manage"])),
)]
pub(crate) async fn choose_number(
    State(api): State<ApiState>,
    who: InWorkspace<Connects>,
    Id(id): Id<SignupId>,
    body: Json<ChosenNumber>,
) -> Result<Answer> {
    if let Some(answer) = start_apart(&api, &who, &body.mark).await? {
        return Ok(answer);
    }
    let row = api
        .desk()
        .choose_number(
            who.workspace,
            who.actor.clone(),
            id,
            &body.value.phone_number_id,
        )
        .await?;
    let mut tx = who.open(&api).await?;
    let shown = Signup::read(&mut tx, row).await?;
    drop(tx);
    let answer = Answer::new(StatusCode::OK, &shown)?;
    settle_apart(&api, &who, &body.mark, answer).await
}
