//! Taking a message back before it leaves.

use axum::extract::State;
use axum::http::StatusCode;
use domain::ids::MessageId;

use crate::auth::{InWorkspace, Sends};
use crate::problem::{Problems, Result};
use crate::request::{Answer, Bare, Begun, Id, Keyed, once};
use crate::state::ApiState;
use crate::views::Message;

/// Take a message back
///
/// Possible while it is queued. One that is on its way, or gone, stays: `409 already_leaving`.
#[utoipa::path(
    post,
    path = "/messages/{id}/cancel",
    tag = "messages",
    params(("id" = Uuid, Path, description = "The message"), Keyed),
    responses((status = 200, description = "Taken back", body = Message), Problems),
    security(("session" = []), ("key" = ["send"])),
)]
pub(crate) async fn cancel_message(
    State(api): State<ApiState>,
    who: InWorkspace<Sends>,
    Id(id): Id<MessageId>,
    Bare(mark): Bare,
) -> Result<Answer> {
    let mut work = match once(&api, &who, &mark).await? {
        Begun::Fresh(work) => work,
        Begun::Before(answer) => return Ok(answer),
    };
    let message = api.desk().take_back(&mut work.tx, id).await?;
    let shown = Message::one(&mut work.tx, message).await?;
    work.finish(&api, StatusCode::OK, &shown).await
}
