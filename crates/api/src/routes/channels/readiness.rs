//! Whether a channel can really send and receive.

use axum::Json;
use axum::extract::State;
use domain::ids::ChannelId;

use crate::auth::{InWorkspace, Reads};
use crate::problem::{Problems, Result};
use crate::request::Id;
use crate::state::ApiState;
use crate::views::ChannelReadiness;

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
