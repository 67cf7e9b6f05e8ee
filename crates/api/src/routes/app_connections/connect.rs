//! A number of a connection becomes a channel.

use axum::extract::State;
use axum::http::StatusCode;
use domain::ids::AppConnectionId;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::auth::{Connects, InWorkspace};
use crate::problem::{Problems, Result};
use crate::request::{Answer, Id, Json, Keyed, settle_apart, start_apart};
use crate::state::ApiState;
use crate::views::Signup;

/// A number that the connection reaches.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReachedNumberWish {
    /// Meta's id of its business account.
    account_id: String,
    /// Meta's id of the number.
    phone_number_id: String,
}

/// Connect a number of an app connection
///
/// What follows are the steps of a sign-up: `GET /signups/{id}`. Ids are proved at Meta: `409 connection_foreign`,
/// `409 connection_number`; one that is connected is `409 number_taken` or `409 number_elsewhere`.
#[utoipa::path(
    post,
    path = "/app-connections/{id}/number",
    tag = "signups",
    params(Keyed, ("id" = Uuid, Path, description = "The connection")),
    request_body = ReachedNumberWish,
    responses((status = 201, description = "The run, whose steps go on", body = Signup), Problems),
    security(("session" = []), ("key" = ["manage"])),
)]
pub(crate) async fn connect_connection_number(
    State(api): State<ApiState>,
    who: InWorkspace<Connects>,
    Id(id): Id<AppConnectionId>,
    body: Json<ReachedNumberWish>,
) -> Result<Answer> {
    if let Some(answer) = start_apart(&api, &who, &body.mark).await? {
        return Ok(answer);
    }
    let wish = &body.value;
    let run = api
        .desk()
        .connect_number(
            who.workspace,
            who.actor.clone(),
            id,
            (&wish.account_id, &wish.phone_number_id),
        )
        .await?;
    let mut tx = who.open(&api).await?;
    let shown = Signup::read(&mut tx, run).await?;
    drop(tx);
    let answer = Answer::new(StatusCode::CREATED, &shown)?;
    settle_apart(&api, &who, &body.mark, answer).await
}
