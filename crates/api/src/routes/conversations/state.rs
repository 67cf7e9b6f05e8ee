//! Resolving, reopening, snoozing.

use axum::extract::State;
use db::conversations::Standing;
use desk::Decision;
use domain::Time;
use domain::ids::ConversationId;
use serde::Deserialize;
use utoipa::ToSchema;

use super::bulk::alone;
use crate::auth::{InWorkspace, Sends};
use crate::problem::{Problems, Result};
use crate::request::{Id, Json};
use crate::state::ApiState;
use crate::views::ConversationDetail;

/// Where a thread shall stand.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(tag = "state", rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum NewStanding {
    /// Somebody has to do with it.
    Open {},
    /// Nobody, until then or until the customer writes.
    Snoozed {
        /// When it wakes; within a year.
        #[schema(value_type = String, format = DateTime)]
        until: Time,
    },
    /// Done, until the customer writes.
    Resolved {},
}

impl From<NewStanding> for Standing {
    fn from(standing: NewStanding) -> Self {
        match standing {
            NewStanding::Open {} => Self::Open,
            NewStanding::Snoozed { until } => Self::Snoozed { until },
            NewStanding::Resolved {} => Self::Resolved,
        }
    }
}

/// Resolve, reopen or snooze a thread
///
/// It opens again when the customer writes. Doing it twice does no more than doing it once.
#[utoipa::path(
    post,
    path = "/conversations/{id}/state",
    tag = "conversations",
    params(("id" = Uuid, Path, description = "The thread")),
    request_body = NewStanding,
    responses((status = 200, description = "The thread", body = ConversationDetail), Problems),
    security(("session" = []), ("key" = ["send"])),
)]
pub(crate) async fn set_state(
    State(api): State<ApiState>,
    who: InWorkspace<Sends>,
    Id(id): Id<ConversationId>,
    body: Json<NewStanding>,
) -> Result<axum::Json<ConversationDetail>> {
    alone(&api, &who, id, &Decision::Stand(body.value.into())).await
}
