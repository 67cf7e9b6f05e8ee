//! What a message said before its sender changed it.

use axum::Json;
use axum::extract::State;
use db::messages;
use domain::ids::MessageId;
use serde::Serialize;
use utoipa::ToSchema;

use crate::auth::{InWorkspace, Reads};
use crate::problem::{Problem, Problems, Result};
use crate::request::{Id, Listed};
use crate::state::ApiState;
use crate::views::{Content, Stamp};

/// What a message said before.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Wording {
    /// What it said.
    content: Content,
    /// Since when.
    said_at: Stamp,
    /// Until when.
    replaced_at: Stamp,
}

/// What a message said before it was changed, oldest first
#[utoipa::path(
    get,
    path = "/messages/{id}/wordings",
    tag = "messages",
    params(("id" = Uuid, Path, description = "The message")),
    responses((status = 200, description = "All earlier ones", body = Listed<Wording>), Problems),
    security(("session" = []), ("key" = ["read"])),
)]
pub(crate) async fn message_wordings(
    State(api): State<ApiState>,
    who: InWorkspace<Reads>,
    Id(id): Id<MessageId>,
) -> Result<Json<Listed<Wording>>> {
    let mut tx = who.open(&api).await?;
    messages::get(&mut tx, id)
        .await?
        .ok_or_else(Problem::not_found)?;
    let earlier = messages::wordings(&mut tx, id).await?;
    let items = earlier.into_iter().map(|one| Wording {
        content: one.content.into(),
        said_at: one.said_at.into(),
        replaced_at: one.replaced_at.into(),
    });
    Ok(Json(Listed::whole(items.collect())))
}
