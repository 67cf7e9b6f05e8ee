//! What names one was read.

use axum::extract::State;
use axum::http::StatusCode;
use domain::ids::ConversationId;

use crate::auth::{InWorkspace, Reads};
use crate::problem::{Problems, Result};
use crate::request::{Bare, Id};
use crate::routes::views::only_people;
use crate::state::ApiState;

/// Mark the notes of a thread that name one as read
///
/// Doing it twice does no more than doing it once.
#[utoipa::path(
    post,
    path = "/conversations/{id}/mentions/read",
    tag = "notes",
    params(("id" = Uuid, Path, description = "The thread")),
    responses((status = 204, description = "Read"), Problems),
    security(("session" = []), ("key" = ["read"])),
)]
pub(crate) async fn read_mentions(
    State(api): State<ApiState>,
    who: InWorkspace<Reads>,
    Id(id): Id<ConversationId>,
    _: Bare,
) -> Result<StatusCode> {
    let mut tx = who.open(&api).await?;
    if !api.desk().read_mentions(&mut tx, id).await? {
        return Err(only_people());
    }
    tx.commit(api.desk().now()).await?;
    Ok(StatusCode::NO_CONTENT)
}
