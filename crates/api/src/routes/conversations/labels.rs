//! Which labels a thread carries.

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

/// What changes.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct LabelChange {
    /// Labels it carries from now on.
    #[serde(default)]
    pub(crate) add: Vec<Uuid>,
    /// Labels it carries no more.
    #[serde(default)]
    pub(crate) remove: Vec<Uuid>,
}

impl From<LabelChange> for Decision {
    fn from(change: LabelChange) -> Self {
        Self::Label {
            add: change.add.into_iter().map(Into::into).collect(),
            remove: change.remove.into_iter().map(Into::into).collect(),
        }
    }
}

/// Change the labels of a thread
#[utoipa::path(
    post,
    path = "/conversations/{id}/labels",
    tag = "conversations",
    params(("id" = Uuid, Path, description = "The thread")),
    request_body = LabelChange,
    responses((status = 200, description = "The thread", body = ConversationDetail), Problems),
    security(("session" = []), ("key" = ["send"])),
)]
pub(crate) async fn change_labels(
    State(api): State<ApiState>,
    who: InWorkspace<Sends>,
    Id(id): Id<ConversationId>,
    body: Json<LabelChange>,
) -> Result<axum::Json<ConversationDetail>> {
    alone(&api, &who, id, &body.value.into()).await
}
