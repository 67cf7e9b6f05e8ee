//! Letting a draft go.

use axum::extract::State;
use axum::http::StatusCode;
use domain::ids::DraftId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::faster;
use crate::auth::{InWorkspace, Sends};
use crate::problem::{Problems, Result};
use crate::request::{Answer, Begun, Id, Json, Keyed, once};
use crate::state::ApiState;
use crate::views::{Draft, Message};

/// The decision.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Approval {
    /// The version that was looked at.
    version: i32,
    /// Whether a draft that the check holds shall go all the same.
    #[serde(default, rename = "override")]
    overriding: bool,
}

/// A draft that became a message.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Approved {
    /// The draft.
    draft: Draft,
    /// The message.
    message: Message,
}

/// Approve a draft
///
/// The gate decides once more. `409 draft_changed` holds the draft as it stands; whoever is second never sends.
#[utoipa::path(
    post,
    path = "/drafts/{id}/approve",
    tag = "drafts",
    params(("id" = Uuid, Path, description = "The draft"), Keyed),
    request_body = Approval,
    responses((status = 200, description = "Queued", body = Approved), Problems),
    security(("session" = []), ("key" = ["send"])),
)]
pub(crate) async fn approve_draft(
    State(api): State<ApiState>,
    who: InWorkspace<Sends>,
    Id(id): Id<DraftId>,
    body: Json<Approval>,
) -> Result<Answer> {
    let mut work = match once(&api, &who, &body.mark).await? {
        Begun::Fresh(work) => work,
        Begun::Before(answer) => return Ok(answer),
    };
    let Approval {
        version,
        overriding,
    } = body.value;
    let decided = api
        .desk()
        .approve_draft(&mut work.tx, id, version, overriding)
        .await;
    let (draft, message) = match decided {
        Ok(decided) => decided,
        Err(error) => return Err(faster(&api, &mut work.tx, error).await),
    };
    let message = Message::one(&mut work.tx, message).await?;
    let draft = Draft::of(&api, &mut work.tx, draft).await?;
    work.finish(&api, StatusCode::OK, &Approved { draft, message })
        .await
}
