//! Asking the provider how a channel stands.

use axum::extract::State;
use axum::http::StatusCode;
use domain::ids::ChannelId;

use crate::auth::{Connects, InWorkspace};
use crate::problem::{Problems, Result};
use crate::request::{Answer, Bare, Id, Keyed, settle_apart, start_apart};
use crate::state::ApiState;
use crate::views::ChannelCheck;

/// Ask Meta how a channel stands
///
/// The number, its account, the token, who hears of the account, and the templates are read and taken down. What was
/// not answered is told; it hides nothing else.
#[utoipa::path(
    post,
    path = "/channels/{id}/checks",
    tag = "channels",
    params(Keyed, ("id" = Uuid, Path, description = "The channel")),
    responses((status = 200, description = "What was found", body = ChannelCheck), Problems),
    security(("session" = []), ("key" = ["manage"])),
)]
pub(crate) async fn check_channel(
    State(api): State<ApiState>,
    who: InWorkspace<Connects>,
    Id(id): Id<ChannelId>,
    Bare(mark): Bare,
) -> Result<Answer> {
    if let Some(answer) = start_apart(&api, &who, &mark).await? {
        return Ok(answer);
    }
    let report = api
        .desk()
        .check_channel(who.workspace, who.actor.clone(), id)
        .await?;
    let mut tx = who.open(&api).await?;
    let list = api.desk().readiness(&mut tx, id).await?;
    drop(tx);
    let answer = Answer::new(StatusCode::OK, &ChannelCheck::new(report, list))?;
    settle_apart(&api, &who, &mark, answer).await
}
