//! The workspace's channels.

use axum::Json;
use axum::extract::State;
use db::channels;
use domain::news::Ended;

use crate::auth::{InWorkspace, Reads};
use crate::problem::{Problems, Result};
use crate::request::Listed;
use crate::state::ApiState;
use crate::views::Channel;

/// List channels, oldest first
#[utoipa::path(
    get,
    path = "/channels",
    tag = "channels",
    responses((status = 200, description = "All of them", body = Listed<Channel>), Problems),
    security(("session" = []), ("key" = ["read"])),
)]
pub(crate) async fn list_channels(
    State(api): State<ApiState>,
    who: InWorkspace<Reads>,
) -> Result<Json<Listed<Channel>>> {
    let mut tx = who.open(&api).await?;
    let mut rows = channels::list(&mut tx).await?;
    // Nobody ever wrote there.
    rows.retain(|row| row.ended != Some(Ended::Undone));
    Ok(Json(Listed::whole(
        Channel::read_all(&api, &mut tx, rows).await?,
    )))
}
