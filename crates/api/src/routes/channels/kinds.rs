//! What kinds of channels there are.

use axum::Json;
use channels::registry;

use crate::auth::{InWorkspace, Reads};
use crate::problem::Problems;
use crate::request::Listed;
use crate::views::ChannelKind;

/// List the kinds of channels, with what each can do
#[utoipa::path(
    get,
    path = "/channel-kinds",
    tag = "channels",
    responses((status = 200, description = "All of them", body = Listed<ChannelKind>), Problems),
    security(("session" = []), ("key" = ["read"])),
)]
pub(crate) async fn list_channel_kinds(_: InWorkspace<Reads>) -> Json<Listed<ChannelKind>> {
    let kinds = registry::all()
        .iter()
        .map(|channel| channel.capability().into());
    Json(Listed::whole(kinds.collect()))
}
