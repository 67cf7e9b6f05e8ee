//! Asking the provider how a channel stands.

use axum::extract::State;
use axum::http::StatusCode;
use desk::CheckReport;
use domain::ids::ChannelId;

use crate::auth::{Connects, InWorkspace};
use crate::problem::{Problems, Result};
use crate::request::{Answer, Bare, Id, Keyed, Mark, settle_apart, start_apart};
use crate::state::ApiState;
use crate::views::ChannelCheck;

/// Ask Meta how a channel stands, templates too
///
/// As `verify`, and the templates are read and taken down as well.
#[utoipa::path(
    post,
    path = "/channels/{id}/sync",
    tag = "channels",
    params(Keyed, ("id" = Uuid, Path, description = "The channel")),
    responses((status = 200, description = "What was found", body = ChannelCheck), Problems),
    security(("session" = []), ("key" = ["manage"])),
)]
pub(crate) async fn sync_channel(
    State(api): State<ApiState>,
    who: InWorkspace<Connects>,
    Id(id): Id<ChannelId>,
    Bare(mark): Bare,
) -> Result<Answer> {
    if let Some(answer) = start_apart(&api, &who, &mark).await? {
        return Ok(answer);
    }
    let (desk, actor) = (api.desk(), who.actor.clone());
    let report = desk.sync_channel(who.workspace, actor, id).await?;
    told(&api, &who, id, &mark, report).await
}

/// Ask Meta how a channel stands
///
/// The number, its account, the token, and who hears of the account are read and taken down; where the account's events
/// are not sent here, Meta is asked to send them. What was not answered is told; it hides nothing else.
#[utoipa::path(
    post,
    path = "/channels/{id}/verify",
    tag = "channels",
    params(Keyed, ("id" = Uuid, Path, description = "The channel")),
    responses((status = 200, description = "What was found", body = ChannelCheck), Problems),
    security(("session" = []), ("key" = ["manage"])),
)]
pub(crate) async fn verify_channel(
    State(api): State<ApiState>,
    who: InWorkspace<Connects>,
    Id(id): Id<ChannelId>,
    Bare(mark): Bare,
) -> Result<Answer> {
    if let Some(answer) = start_apart(&api, &who, &mark).await? {
        return Ok(answer);
    }
    let (desk, actor) = (api.desk(), who.actor.clone());
    let report = desk.verify_channel(who.workspace, actor, id).await?;
    told(&api, &who, id, &mark, report).await
}

async fn told(
    api: &ApiState,
    who: &InWorkspace<Connects>,
    id: ChannelId,
    mark: &Mark,
    report: CheckReport,
) -> Result<Answer> {
    let mut tx = who.open(api).await?;
    let list = api.desk().readiness(&mut tx, id).await?;
    drop(tx);
    let answer = Answer::new(StatusCode::OK, &ChannelCheck::new(report, list))?;
    settle_apart(api, who, mark, answer).await
}
