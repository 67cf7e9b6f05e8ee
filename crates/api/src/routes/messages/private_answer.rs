//! Whether a comment may still be answered in private.

use axum::Json;
use axum::extract::State;
use domain::ids::MessageId;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::auth::{InWorkspace, Reads};
use crate::problem::{Problems, Result};
use crate::request::Id;
use crate::state::ApiState;
use crate::views::Stamp;

/// How a public comment stands for the one private answer that it may get.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PrivateAnswer {
    /// Until when it may be given, as far as time goes.
    until: Stamp,
    /// Whether it was given, or is on its way.
    answered: bool,
    /// The direct conversation with whoever wrote the comment; null while there is none.
    conversation_id: Option<Uuid>,
}

/// Read whether a comment may still be answered in private
///
/// Once, within seven days. Anything but a public comment is refused.
#[utoipa::path(
    get,
    path = "/messages/{id}/private-answer",
    tag = "messages",
    params(("id" = Uuid, Path, description = "The comment")),
    responses((status = 200, description = "How it stands", body = PrivateAnswer), Problems),
    security(("session" = []), ("key" = ["read"])),
)]
pub(crate) async fn get_private_answer(
    State(api): State<ApiState>,
    who: InWorkspace<Reads>,
    Id(id): Id<MessageId>,
) -> Result<Json<PrivateAnswer>> {
    let mut tx = who.open(&api).await?;
    let stands = api.desk().private_answer(&mut tx, id).await?;
    Ok(Json(PrivateAnswer {
        until: stands.until.into(),
        answered: stands.answered,
        conversation_id: stands.conversation.map(domain::ids::ConversationId::uuid),
    }))
}
