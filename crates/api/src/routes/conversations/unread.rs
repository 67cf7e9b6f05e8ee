//! Something in a thread shall be looked at again.

use axum::extract::State;
use desk::Decision;
use domain::ids::ConversationId;

use super::bulk::alone;
use crate::auth::{InWorkspace, Sends};
use crate::problem::{Problems, Result};
use crate::request::{Bare, Id};
use crate::state::ApiState;
use crate::views::ConversationDetail;

/// Mark a thread as unread
#[utoipa::path(
    post,
    path = "/conversations/{id}/unread",
    tag = "conversations",
    params(("id" = Uuid, Path, description = "The thread")),
    responses((status = 200, description = "The thread", body = ConversationDetail), Problems),
    security(("session" = []), ("key" = ["send"])),
)]
pub(crate) async fn mark_unread(
    State(api): State<ApiState>,
    who: InWorkspace<Sends>,
    Id(id): Id<ConversationId>,
    _: Bare,
) -> Result<axum::Json<ConversationDetail>> {
    alone(&api, &who, id, &Decision::Unread).await
}
