//! An answer is being written.

use axum::extract::State;
use axum::http::StatusCode;
use domain::ids::ConversationId;

use crate::auth::{InWorkspace, Sends};
use crate::problem::{Problems, Result};
use crate::request::{Bare, Id};
use crate::state::ApiState;

/// Tell that an answer is being written
///
/// The customer's phone is told at most every 20 seconds, where an answer could leave and the channel is set to tell.
/// Doing it twice does no more than doing it once.
#[utoipa::path(
    post,
    path = "/conversations/{id}/typing",
    tag = "conversations",
    params(("id" = Uuid, Path, description = "The thread")),
    responses((status = 204, description = "Noted"), Problems),
    security(("session" = []), ("key" = ["send"])),
)]
pub(crate) async fn tell_typing(
    State(api): State<ApiState>,
    who: InWorkspace<Sends>,
    Id(id): Id<ConversationId>,
    _: Bare,
) -> Result<StatusCode> {
    let mut tx = who.open(&api).await?;
    api.desk().tell_typing(&mut tx, id).await?;
    tx.commit(api.desk().now()).await?;
    Ok(StatusCode::NO_CONTENT)
}
