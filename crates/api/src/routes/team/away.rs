//! Saying that one is away.

use axum::extract::State;
use axum::http::StatusCode;
use db::Actor;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::auth::{InWorkspace, Sends};
use crate::problem::{Problems, Result};
use crate::request::Json;
use crate::routes::views::only_people;
use crate::state::ApiState;

/// Whether one is away.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Availability {
    /// While true, no rule gives one conversations.
    away: bool,
}

/// Say that one is away, or back
#[utoipa::path(
    put,
    path = "/availability",
    tag = "team",
    request_body = Availability,
    responses((status = 204, description = "Known"), Problems),
    security(("session" = []), ("key" = ["send"])),
)]
pub(crate) async fn set_availability(
    State(api): State<ApiState>,
    who: InWorkspace<Sends>,
    body: Json<Availability>,
) -> Result<StatusCode> {
    let Actor::Person { id, .. } = who.actor else {
        return Err(only_people());
    };
    let mut tx = who.open(&api).await?;
    api.desk().set_away(&mut tx, id, body.value.away).await?;
    tx.commit(api.desk().now()).await?;
    Ok(StatusCode::NO_CONTENT)
}
