//! The business account of a connection.

use axum::extract::State;
use axum::http::StatusCode;
use domain::ids::AppConnectionId;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::auth::{Connects, InWorkspace};
use crate::problem::{Problems, Result};
use crate::request::{Answer, Id, Json, Keyed, settle_apart, start_apart};
use crate::state::ApiState;
use crate::views::AppConnection;

/// A business account.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ChosenAccount {
    /// Meta's id of it.
    account_id: String,
}

/// Choose the business account of an app connection
///
/// It must be one that the connection was given for (`409 connection_foreign`).
#[utoipa::path(
    post,
    path = "/app-connections/{id}/account",
    tag = "signups",
    params(Keyed, ("id" = Uuid, Path, description = "The connection")),
    request_body = ChosenAccount,
    responses((status = 200, description = "The connection", body = AppConnection), Problems),
    security(("session" = []), ("key" = ["manage"])),
)]
pub(crate) async fn choose_connection_account(
    State(api): State<ApiState>,
    who: InWorkspace<Connects>,
    Id(id): Id<AppConnectionId>,
    body: Json<ChosenAccount>,
) -> Result<Answer> {
    if let Some(answer) = start_apart(&api, &who, &body.mark).await? {
        return Ok(answer);
    }
    let row = api
        .desk()
        .choose_account(who.workspace, who.actor.clone(), id, &body.value.account_id)
        .await?;
    let mut tx = who.open(&api).await?;
    let shown = AppConnection::read(&mut tx, row).await?;
    drop(tx);
    let answer = Answer::new(StatusCode::OK, &shown)?;
    settle_apart(&api, &who, &body.mark, answer).await
}
