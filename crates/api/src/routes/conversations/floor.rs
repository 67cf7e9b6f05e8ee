//! Who speaks in a thread: a person, or rules.

use axum::extract::State;
use domain::ids::ConversationId;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::auth::{InWorkspace, Sends};
use crate::problem::{Problems, Result};
use crate::request::{Id, Json};
use crate::state::ApiState;
use crate::views::ConversationDetail;

/// Who speaks.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Floor {
    /// Whether a person does, so that rules keep silent.
    human: bool,
}

/// Take the floor, or give it back to rules
#[utoipa::path(
    post,
    path = "/conversations/{id}/floor",
    tag = "conversations",
    params(("id" = Uuid, Path, description = "The thread")),
    request_body = Floor,
    responses((status = 200, description = "The thread", body = ConversationDetail), Problems),
    security(("session" = []), ("key" = ["send"])),
)]
pub(crate) async fn set_floor(
    State(api): State<ApiState>,
    who: InWorkspace<Sends>,
    Id(id): Id<ConversationId>,
    body: Json<Floor>,
) -> Result<axum::Json<ConversationDetail>> {
    let mut tx = who.open(&api).await?;
    api.desk().set_floor(&mut tx, id, body.value.human).await?;
    let shown = ConversationDetail::one(&api, &mut tx, id).await?;
    tx.commit(api.desk().now()).await?;
    Ok(axum::Json(shown))
}
