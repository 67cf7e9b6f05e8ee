//! Choosing what a channel has of its own.

use axum::extract::State;
use db::channels;
use domain::ids::ChannelId;

use crate::auth::{Connects, InWorkspace};
use crate::problem::{Problem, Problems, Result};
use crate::request::{Id, Json};
use crate::state::ApiState;
use crate::views::ChannelDefaults;

/// Choose what a channel has of its own
///
/// New conversations are given to the default agent while they are there and have room; otherwise the workspace's rule
/// finds somebody. The language is that of answers where the customer's words do not tell. Hours are by the workspace's
/// time zone.
#[utoipa::path(
    put,
    path = "/channels/{id}/defaults",
    tag = "channels",
    params(("id" = Uuid, Path, description = "The channel")),
    request_body = ChannelDefaults,
    responses((status = 200, description = "Its choices", body = ChannelDefaults), Problems),
    security(("session" = []), ("key" = ["manage"])),
)]
pub(crate) async fn set_channel_defaults(
    State(api): State<ApiState>,
    who: InWorkspace<Connects>,
    Id(id): Id<ChannelId>,
    body: Json<ChannelDefaults>,
) -> Result<axum::Json<ChannelDefaults>> {
    let desk = api.desk();
    let mut tx = who.open(&api).await?;
    channels::get(&mut tx, id)
        .await?
        .ok_or_else(Problem::not_found)?;
    if let Some(agent) = body.value.agent() {
        desk.may_be_default(&mut tx, agent).await?;
    }
    let chosen = body.value.chosen()?;
    desk.choose_channel_defaults(&mut tx, id, &chosen).await?;
    tx.commit(desk.now()).await?;
    Ok(axum::Json(chosen.into()))
}
