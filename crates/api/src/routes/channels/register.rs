//! Registering a number.

use axum::extract::State;
use axum::http::StatusCode;
use domain::ids::ChannelId;
use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;

use crate::auth::{Connects, InWorkspace};
use crate::problem::{Problems, Result};
use crate::request::{Answer, Id, Json, Keyed, Secret, settle_apart, start_apart};
use crate::state::ApiState;

/// A number's second factor at Meta.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NumberPin {
    /// Six digits. It goes to Meta and is kept nowhere here.
    pin: Secret,
}

/// Register a channel's number at Meta
///
/// A verified number sends only once it is registered. The PIN becomes its second factor; where it has one, it must be
/// that one.
#[utoipa::path(
    post,
    path = "/channels/{id}/registration",
    tag = "channels",
    params(Keyed, ("id" = Uuid, Path, description = "The channel")),
    request_body = NumberPin,
    responses((status = 200, description = "Registered; how it stands is asked now"), Problems),
    security(("session" = []), ("key" = ["manage"])),
)]
pub(crate) async fn register_number(
    State(api): State<ApiState>,
    who: InWorkspace<Connects>,
    Id(id): Id<ChannelId>,
    body: Json<NumberPin>,
) -> Result<Answer> {
    if let Some(answer) = start_apart(&api, &who, &body.mark).await? {
        return Ok(answer);
    }
    api.desk()
        .register_number(who.workspace, who.actor.clone(), id, &body.value.pin.into())
        .await?;
    let answer = Answer::new(StatusCode::OK, &json!({}))?;
    settle_apart(&api, &who, &body.mark, answer).await
}

/// Take a channel's number out of Meta's Cloud API
///
/// Nothing is sent or received with it until it is registered again. It stays in its account at Meta, and its threads stay
/// here. Meta allows ten tries in 72 hours, and refuses it for a number that is used in the WhatsApp Business app too.
#[utoipa::path(
    delete,
    path = "/channels/{id}/registration",
    tag = "channels",
    params(("id" = Uuid, Path, description = "The channel")),
    responses((status = 204, description = "Meta let go of it; how it stands is asked now"), Problems),
    security(("session" = []), ("key" = ["manage"])),
)]
pub(crate) async fn deregister_number(
    State(api): State<ApiState>,
    who: InWorkspace<Connects>,
    Id(id): Id<ChannelId>,
) -> Result<StatusCode> {
    api.desk()
        .deregister_number(who.workspace, who.actor.clone(), id)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}
