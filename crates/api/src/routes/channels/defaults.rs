//! What a channel has of its own: who is given new conversations, its language, its hours.

use axum::Json;
use axum::extract::State;
use db::channels;
use domain::ids::ChannelId;

use crate::auth::{InWorkspace, Reads};
use crate::problem::{Problem, Problems, Result};
use crate::request::Id;
use crate::state::ApiState;
use crate::views::ChannelDefaults;

/// Get what a channel has of its own
#[utoipa::path(
    get,
    path = "/channels/{id}/defaults",
    tag = "channels",
    params(("id" = Uuid, Path, description = "The channel")),
    responses((status = 200, description = "Its choices", body = ChannelDefaults), Problems),
    security(("session" = []), ("key" = ["read"])),
)]
pub(crate) async fn get_channel_defaults(
    State(api): State<ApiState>,
    who: InWorkspace<Reads>,
    Id(id): Id<ChannelId>,
) -> Result<Json<ChannelDefaults>> {
    let mut tx = who.open(&api).await?;
    let channel = channels::get(&mut tx, id)
        .await?
        .ok_or_else(Problem::not_found)?;
    Ok(Json(channel.own.into()))
}
