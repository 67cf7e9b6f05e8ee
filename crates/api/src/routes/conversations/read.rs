//! Everything in a thread was seen.

use axum::extract::State;
use axum::http::StatusCode;
use domain::ids::ConversationId;

use crate::auth::{InWorkspace, Sends};
use crate::problem::{Problems, Result};
use crate::request::{Bare, Id};
use crate::state::ApiState;

/// Mark a thread as read
///
/// The customer's phone is told for the newest message. Doing it twice does no more than doing it once.
#[utoipa::path(
    post,
    path = "/conversations/{id}/read",
    tag = "conversations",
    params(("id" = Uuid, Path, description = "The thread")),
    responses((status = 204, description = "Read"), Problems),
    security(("session" = []), ("key" = ["send"])),
)]
pub(crate) async fn mark_read(
    State(api): State<ApiState>,
    who: InWorkspace<Sends>,
    Id(id): Id<ConversationId>,
    _: Bare,
) -> Result<StatusCode> {
    let mut tx = who.open(&api).await?;
    api.desk().mark_read(&mut tx, id).await?;
    tx.commit(api.desk().now()).await?;
    Ok(StatusCode::NO_CONTENT)
}
