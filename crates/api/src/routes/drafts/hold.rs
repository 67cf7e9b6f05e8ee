//! Keeping a draft from a rule.

use axum::extract::State;
use axum::http::StatusCode;
use domain::ids::DraftId;
use serde::Deserialize;
use utoipa::ToSchema;

use super::faster;
use crate::auth::{InWorkspace, Sends};
use crate::problem::{Problems, Result};
use crate::request::{Answer, Begun, Id, Json, Keyed, once};
use crate::state::ApiState;
use crate::views::Draft;

/// The decision.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Hold {
    /// The version that was looked at.
    version: i32,
}

/// Hold a draft that a rule is about to let go
///
/// It waits for a person then. A draft that no rule is about to let go stays as it is.
#[utoipa::path(
    post,
    path = "/drafts/{id}/hold",
    tag = "drafts",
    params(("id" = Uuid, Path, description = "The draft"), Keyed),
    request_body = Hold,
    responses((status = 200, description = "The draft", body = Draft), Problems),
    security(("session" = []), ("key" = ["send"])),
)]
pub(crate) async fn hold_draft(
    State(api): State<ApiState>,
    who: InWorkspace<Sends>,
    Id(id): Id<DraftId>,
    body: Json<Hold>,
) -> Result<Answer> {
    let mut work = match once(&api, &who, &body.mark).await? {
        Begun::Fresh(work) => work,
        Begun::Before(answer) => return Ok(answer),
    };
    let held = api
        .desk()
        .hold_draft(&mut work.tx, id, body.value.version)
        .await;
    let draft = match held {
        Ok(draft) => draft,
        Err(error) => return Err(faster(&api, &mut work.tx, error).await),
    };
    let shown = Draft::of(&api, &mut work.tx, draft).await?;
    work.finish(&api, StatusCode::OK, &shown).await
}
