//! Choosing what a channel tells the customer's phone.

use axum::extract::State;
use db::courtesies;
use domain::ids::ChannelId;

use super::courtesies::Courtesies;
use crate::auth::{Connects, InWorkspace};
use crate::problem::{Problems, Result};
use crate::request::{Id, Json};
use crate::state::ApiState;

/// Choose what a channel tells the customer's phone
#[utoipa::path(
    put,
    path = "/channels/{id}/courtesies",
    tag = "channels",
    params(("id" = Uuid, Path, description = "The channel")),
    request_body = Courtesies,
    responses((status = 200, description = "What it tells", body = Courtesies), Problems),
    security(("session" = []), ("key" = ["manage"])),
)]
pub(crate) async fn set_courtesies(
    State(api): State<ApiState>,
    who: InWorkspace<Connects>,
    Id(id): Id<ChannelId>,
    body: Json<Courtesies>,
) -> Result<axum::Json<Courtesies>> {
    let chosen = courtesies::Courtesies {
        read_receipts: body.value.read_receipts,
        typing_indicator: body.value.typing_indicator,
    };
    let mut tx = who.open(&api).await?;
    api.desk().choose_courtesies(&mut tx, id, chosen).await?;
    tx.commit(api.desk().now()).await?;
    Ok(axum::Json(body.value))
}
