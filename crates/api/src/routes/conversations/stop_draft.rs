//! Stopping a draft that is being made.

use axum::extract::State;
use axum::http::StatusCode;
use domain::ids::ConversationId;

use crate::auth::{InWorkspace, Sends};
use crate::problem::{Problems, Result};
use crate::request::{Bare, Id};
use crate::state::ApiState;

/// Stop the draft that is being made
///
/// A person has the conversation then. What was made meanwhile is put aside, and for the customer's latest message no
/// draft is made unless one is asked for. Doing it twice does no more than doing it once.
#[utoipa::path(
    post,
    path = "/conversations/{id}/drafts/stop",
    tag = "conversations",
    params(("id" = Uuid, Path, description = "The thread")),
    responses((status = 204, description = "Stopped"), Problems),
    security(("session" = []), ("key" = ["send"])),
)]
pub(crate) async fn stop_draft(
    State(api): State<ApiState>,
    who: InWorkspace<Sends>,
    Id(id): Id<ConversationId>,
    _: Bare,
) -> Result<StatusCode> {
    let mut tx = who.open(&api).await?;
    api.desk().stop_draft(&mut tx, id).await?;
    tx.commit(api.desk().now()).await?;
    Ok(StatusCode::NO_CONTENT)
}
