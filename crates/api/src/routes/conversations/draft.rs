//! Asking for a new draft.

use axum::extract::State;
use axum::http::StatusCode;
use domain::ids::ConversationId;
use serde::Serialize;
use utoipa::ToSchema;

use crate::auth::{InWorkspace, Sends};
use crate::problem::{Problems, Result};
use crate::request::{Answer, Bare, Begun, Id, Keyed, once};
use crate::state::ApiState;

/// A draft was asked for.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Queued {
    /// Always true; the draft itself is told live.
    queued: bool,
}

/// Draft again
#[utoipa::path(
    post,
    path = "/conversations/{id}/drafts",
    tag = "conversations",
    params(("id" = Uuid, Path, description = "The thread"), Keyed),
    responses((status = 202, description = "Asked for", body = Queued), Problems),
    security(("session" = []), ("key" = ["send"])),
)]
pub(crate) async fn redraft(
    State(api): State<ApiState>,
    who: InWorkspace<Sends>,
    Id(id): Id<ConversationId>,
    Bare(mark): Bare,
) -> Result<Answer> {
    let mut work = match once(&api, &who, &mark).await? {
        Begun::Fresh(work) => work,
        Begun::Before(answer) => return Ok(answer),
    };
    api.desk().redraft(&mut work.tx, id).await?;
    work.finish(&api, StatusCode::ACCEPTED, &Queued { queued: true })
        .await
}
