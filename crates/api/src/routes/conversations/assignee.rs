//! Who takes care of a thread.

use axum::extract::State;
use desk::Decision;
use domain::ids::ConversationId;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::bulk::alone;
use crate::auth::{InWorkspace, Sends};
use crate::problem::{Problems, Result};
use crate::request::{Id, Json};
use crate::state::ApiState;
use crate::views::ConversationDetail;

/// Who shall take care of it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewAssignee {
    /// A person of the workspace who may answer; null for nobody.
    person_id: Option<Uuid>,
}

/// Give a thread to somebody, or to nobody
#[utoipa::path(
    post,
    path = "/conversations/{id}/assignee",
    tag = "conversations",
    params(("id" = Uuid, Path, description = "The thread")),
    request_body = NewAssignee,
    responses((status = 200, description = "The thread", body = ConversationDetail), Problems),
    security(("session" = []), ("key" = ["send"])),
)]
pub(crate) async fn set_assignee(
    State(api): State<ApiState>,
    who: InWorkspace<Sends>,
    Id(id): Id<ConversationId>,
    body: Json<NewAssignee>,
) -> Result<axum::Json<ConversationDetail>> {
    let person = body.value.person_id.map(Into::into);
    alone(&api, &who, id, &Decision::Assign(person)).await
}
