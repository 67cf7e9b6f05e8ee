//! How a channel does.

use axum::Json;
use axum::extract::State;
use domain::ids::ChannelId;

use crate::auth::{InWorkspace, Reads};
use crate::problem::{Problems, Result};
use crate::request::Id;
use crate::state::ApiState;
use crate::views::ChannelHealth;

/// Read how a channel does
///
/// What became of its messages, why some failed, how late Meta tells, its limits, and its quality over 90 days.
#[utoipa::path(
    get,
    path = "/channels/{id}/health",
    tag = "channels",
    params(("id" = Uuid, Path, description = "The channel")),
    responses((status = 200, description = "How it does", body = ChannelHealth), Problems),
    security(("session" = []), ("key" = ["read"])),
)]
pub(crate) async fn get_channel_health(
    State(api): State<ApiState>,
    who: InWorkspace<Reads>,
    Id(id): Id<ChannelId>,
) -> Result<Json<ChannelHealth>> {
    let mut tx = who.open(&api).await?;
    let health = api.desk().channel_health(&mut tx, id).await?;
    Ok(Json(health.into()))
}
