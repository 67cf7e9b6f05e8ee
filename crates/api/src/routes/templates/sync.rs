//! Reading templates from the provider.

use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::auth::{Connects, InWorkspace};
use crate::problem::{Problems, Result};
use crate::request::{Answer, Json, Keyed, settle_apart, start_apart};
use crate::state::ApiState;

/// Whose templates.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SyncBody {
    /// Those of this channel's account.
    channel_id: Uuid,
}

/// How many templates were read.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Synced {
    /// How many can be used here.
    synced: usize,
}

/// Read the templates from the provider
#[utoipa::path(
    post,
    path = "/templates/sync",
    tag = "templates",
    params(Keyed),
    request_body = SyncBody,
    responses((status = 200, description = "Read", body = Synced), Problems),
    security(("session" = []), ("key" = ["manage"])),
)]
pub(crate) async fn sync_templates(
    State(api): State<ApiState>,
    who: InWorkspace<Connects>,
    body: Json<SyncBody>,
) -> Result<Answer> {
    if let Some(answer) = start_apart(&api, &who, &body.mark).await? {
        return Ok(answer);
    }
    let channel = body.value.channel_id.into();
    let synced = api
        .desk()
        .sync_templates(who.workspace, who.actor.clone(), channel)
        .await?;
    let answer = Answer::new(StatusCode::OK, &Synced { synced })?;
    settle_apart(&api, &who, &body.mark, answer).await
}
