//! What is entered at a business's own Meta app.

use axum::Json;
use axum::extract::State;
use domain::ids::ChannelId;

use crate::auth::{Connects, InWorkspace};
use crate::problem::{Problems, Result};
use crate::request::Id;
use crate::state::ApiState;
use crate::views::ChannelWebhook;

/// Read what to enter at Meta
///
/// The address is the channel's `webhook.url`. Meta compares the verify token when it is entered; where the Meta app is
/// this installation's, its operator has entered both.
#[utoipa::path(
    get,
    path = "/channels/{id}/webhook",
    tag = "channels",
    params(("id" = Uuid, Path, description = "The channel")),
    responses((status = 200, description = "What to enter", body = ChannelWebhook), Problems),
    security(("session" = []), ("key" = ["manage"])),
)]
pub(crate) async fn get_channel_webhook(
    State(api): State<ApiState>,
    who: InWorkspace<Connects>,
    Id(id): Id<ChannelId>,
) -> Result<Json<ChannelWebhook>> {
    let webhook = api
        .desk()
        .own_webhook(who.workspace, who.actor.clone(), id)
        .await?;
    Ok(Json(webhook.into()))
}
