//! One message.

use axum::Json;
use axum::extract::State;
use domain::ids::MessageId;

use crate::auth::{InWorkspace, Reads};
use crate::problem::{Problems, Result};
use crate::request::Id;
use crate::state::ApiState;
use crate::views::Message;

/// Get a message
#[utoipa::path(
    get,
    path = "/messages/{id}",
    tag = "messages",
    params(("id" = Uuid, Path, description = "The message")),
    responses((status = 200, description = "The message", body = Message), Problems),
    security(("session" = []), ("key" = ["read"])),
)]
pub(crate) async fn get_message(
    State(api): State<ApiState>,
    who: InWorkspace<Reads>,
    Id(id): Id<MessageId>,
) -> Result<Json<Message>> {
    let mut tx = who.open(&api).await?;
    Ok(Json(Message::one(&mut tx, id).await?))
}
