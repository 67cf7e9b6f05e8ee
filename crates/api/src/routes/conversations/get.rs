//! One thread.

use axum::Json;
use axum::extract::State;
use domain::ids::ConversationId;

use crate::auth::{InWorkspace, Reads};
use crate::problem::{Problems, Result};
use crate::request::Id;
use crate::state::ApiState;
use crate::views::ConversationDetail;

/// Get a thread, with what the gate would answer now
#[utoipa::path(
    get,
    path = "/conversations/{id}",
    tag = "conversations",
    params(("id" = Uuid, Path, description = "The thread")),
    responses((status = 200, description = "The thread", body = ConversationDetail), Problems),
    security(("session" = []), ("key" = ["read"])),
)]
pub(crate) async fn get_conversation(
    State(api): State<ApiState>,
    who: InWorkspace<Reads>,
    Id(id): Id<ConversationId>,
) -> Result<Json<ConversationDetail>> {
    let mut tx = who.open(&api).await?;
    Ok(Json(ConversationDetail::one(&api, &mut tx, id).await?))
}
