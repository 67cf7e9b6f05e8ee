//! What names one was read.

use axum::extract::State;
use axum::http::StatusCode;
use domain::ids::ConversationId;

use crate::auth::{InWorkspace, Reads};
use crate::problem::{Problem, Problems, Result};
use crate::request::{Bare, Id};
use crate::routes::views::{only_people, person};
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
    // Whoever may not know of the thread is told so first.
    db::conversations::read(&mut tx, id)
        .await?
        .ok_or_else(Problem::not_found)?;
    let me = person(&who.actor).ok_or_else(only_people)?;
    api.desk().read_mentions(&mut tx, me, id).await?;
    tx.commit(api.desk().now()).await?;
    Ok(StatusCode::NO_CONTENT)
}
