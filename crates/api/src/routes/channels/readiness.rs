//! Whether a channel can really send and receive.

use axum::Json;
use axum::extract::State;
use db::channels;
use domain::gate::Connection;
use domain::ids::ChannelId;

use crate::auth::{InWorkspace, Reads};
use crate::problem::{Problems, Result};
use crate::request::{Id, Listed};
use crate::state::ApiState;
use crate::views::{ChannelReadiness, ReadinessOf};

/// Read a channel's readiness list
///
/// The rows stand in the order in which one needs another. What a simulated Meta said never makes a real channel ready.
#[utoipa::path(
    get,
    path = "/channels/{id}/readiness",
    tag = "channels",
    params(("id" = Uuid, Path, description = "The channel")),
    responses((status = 200, description = "The list", body = ChannelReadiness), Problems),
    security(("session" = []), ("key" = ["read"])),
)]
pub(crate) async fn get_channel_readiness(
    State(api): State<ApiState>,
    who: InWorkspace<Reads>,
    Id(id): Id<ChannelId>,
) -> Result<Json<ChannelReadiness>> {
    let mut tx = who.open(&api).await?;
    let list = api.desk().readiness(&mut tx, id).await?;
    Ok(Json(list.into()))
}

/// Read the readiness lists of all channels
///
/// Oldest channel first; without those that are disconnected.
#[utoipa::path(
    get,
    path = "/readiness",
    tag = "channels",
    responses((status = 200, description = "A list of each", body = Listed<ReadinessOf>), Problems),
    security(("session" = []), ("key" = ["read"])),
)]
pub(crate) async fn list_readiness(
    State(api): State<ApiState>,
    who: InWorkspace<Reads>,
) -> Result<Json<Listed<ReadinessOf>>> {
    let mut tx = who.open(&api).await?;
    let mut all = Vec::new();
    for channel in channels::list(&mut tx).await? {
        if channel.connection != Connection::Disconnected {
            let list = api.desk().readiness(&mut tx, channel.id).await?;
            all.push(ReadinessOf::new(channel.id, list));
        }
    }
    Ok(Json(Listed::whole(all)))
}
