//! Disconnecting a channel.

use axum::Json;
use axum::extract::State;
use domain::ids::ChannelId;

use crate::auth::{Connects, InWorkspace};
use crate::problem::{Problems, Result};
use crate::request::Id;
use crate::state::ApiState;
use crate::views::Channel;

/// Disconnect a channel
///
/// Its token and the key that sealed it are destroyed. Threads stay. A session must have been confirmed a moment ago
/// (`403 confirm_needed`).
#[utoipa::path(
    delete,
    path = "/channels/{id}",
    tag = "channels",
    params(("id" = Uuid, Path, description = "The channel")),
    responses((status = 200, description = "The channel", body = Channel), Problems),
    security(("session" = []), ("key" = ["manage"])),
)]
pub(crate) async fn disconnect_channel(
    State(api): State<ApiState>,
    who: InWorkspace<Connects>,
    Id(id): Id<ChannelId>,
) -> Result<Json<Channel>> {
    who.confirmed(&api)?;
    let mut tx = who.open(&api).await?;
    let (channel, farewell) = api.desk().disconnect_channel(&mut tx, id).await?;
    let shown = Channel::read(&api, &mut tx, channel).await?;
    tx.commit(api.desk().now()).await?;
    api.desk().say_farewell(farewell);
    Ok(Json(shown))
}
