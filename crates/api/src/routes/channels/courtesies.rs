//! What a channel tells the customer's phone besides messages.

use axum::Json;
use axum::extract::State;
use db::courtesies;
use domain::ids::ChannelId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::auth::{InWorkspace, Reads};
use crate::problem::{Problem, Problems, Result};
use crate::request::Id;
use crate::state::ApiState;

/// What a channel tells the customer's phone besides messages. What is off is not sent.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Courtesies {
    /// That their messages were read.
    pub(crate) read_receipts: bool,
    /// That an answer is being written; with it goes that their messages were read.
    pub(crate) typing_indicator: bool,
}

impl From<courtesies::Courtesies> for Courtesies {
    fn from(told: courtesies::Courtesies) -> Self {
        Self {
            read_receipts: told.read_receipts,
            typing_indicator: told.typing_indicator,
        }
    }
}

/// Get what a channel tells the customer's phone
#[utoipa::path(
    get,
    path = "/channels/{id}/courtesies",
    tag = "channels",
    params(("id" = Uuid, Path, description = "The channel")),
    responses((status = 200, description = "What it tells", body = Courtesies), Problems),
    security(("session" = []), ("key" = ["read"])),
)]
pub(crate) async fn get_courtesies(
    State(api): State<ApiState>,
    who: InWorkspace<Reads>,
    Id(id): Id<ChannelId>,
) -> Result<Json<Courtesies>> {
    let mut tx = who.open(&api).await?;
    let told = courtesies::of_channel(&mut tx, id)
        .await?
        .ok_or_else(Problem::not_found)?;
    Ok(Json(told.into()))
}
