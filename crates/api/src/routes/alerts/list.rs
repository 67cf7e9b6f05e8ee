//! What is the matter, and what was.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::State;
use db::channels;

use crate::auth::{InWorkspace, Reads};
use crate::problem::{Problems, Result};
use crate::request::Listed;
use crate::state::ApiState;
use crate::views::Alert;

/// List what is the matter with the channels
///
/// What stands comes first, then what was over in the last seven days; the newest first. Everybody who may connect
/// channels gets a letter besides, where the server can write them, but for a medium quality.
#[utoipa::path(
    get,
    path = "/alerts",
    tag = "channels",
    responses((status = 200, description = "At most 100", body = Listed<Alert>), Problems),
    security(("session" = []), ("key" = ["read"])),
)]
pub(crate) async fn list_alerts(
    State(api): State<ApiState>,
    who: InWorkspace<Reads>,
) -> Result<Json<Listed<Alert>>> {
    let me = who.actor.person();
    let mut tx = who.open(&api).await?;
    let found = api.desk().alerts(&mut tx, me).await?;
    let channels: BTreeMap<_, _> = channels::list(&mut tx)
        .await?
        .into_iter()
        .map(|channel| (channel.id, channel))
        .collect();
    let seen = found.seen_until;
    let items = found
        .alerts
        .into_iter()
        .filter_map(|raised| Alert::of(raised, &channels, seen))
        .collect();
    Ok(Json(Listed::whole(items)))
}
