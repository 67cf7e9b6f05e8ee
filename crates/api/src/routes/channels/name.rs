//! The name customers see.

use axum::extract::State;
use axum::http::StatusCode;
use domain::ids::ChannelId;
use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;

use crate::auth::{Connects, InWorkspace};
use crate::problem::{Problems, Result};
use crate::request::{Answer, Id, Json, Keyed, settle_apart, start_apart};
use crate::state::ApiState;

/// Another name is asked for.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NameWish {
    /// 2 to 75 characters.
    #[schema(min_length = 2, max_length = 75)]
    name: String,
}

/// Ask Meta for another display name
///
/// Meta reviews it. Once approved, the number must be registered again within 14 days to show it; until then the present
/// name stays. Meta takes ten such wishes in 30 days.
#[utoipa::path(
    post,
    path = "/channels/{id}/name",
    tag = "channels",
    params(Keyed, ("id" = Uuid, Path, description = "The channel")),
    request_body = NameWish,
    responses((status = 200, description = "Meta reviews it"), Problems),
    security(("session" = []), ("key" = ["manage"])),
)]
pub(crate) async fn ask_for_name(
    State(api): State<ApiState>,
    who: InWorkspace<Connects>,
    Id(id): Id<ChannelId>,
    body: Json<NameWish>,
) -> Result<Answer> {
    if let Some(answer) = start_apart(&api, &who, &body.mark).await? {
        return Ok(answer);
    }
    api.desk()
        .ask_for_name(who.workspace, who.actor.clone(), id, &body.value.name)
        .await?;
    let answer = Answer::new(StatusCode::OK, &json!({}))?;
    settle_apart(&api, &who, &body.mark, answer).await
}
