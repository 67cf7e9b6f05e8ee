//! Throwing a draft away.

use axum::extract::State;
use axum::http::StatusCode;
use domain::draft::DiscardReason as Why;
use domain::ids::DraftId;
use serde::Deserialize;
use utoipa::ToSchema;

use super::faster;
use crate::auth::{InWorkspace, Sends};
use crate::problem::{Problems, Result};
use crate::request::{Answer, Begun, Id, Json, Keyed, once};
use crate::state::ApiState;
use crate::views::{Draft, mirror};

/// The decision.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Discard {
    /// The version that was looked at.
    version: i32,
    /// Why.
    reason: DiscardReason,
}

mirror! {
    /// Why a draft is thrown away.
    DiscardReason = Why {
        /// It says something wrong.
        Wrong,
        /// It answers another question.
        OffTopic,
        /// The tone is not ours.
        Tone,
        /// No answer is needed.
        NotNeeded,
    }
}

/// Discard a draft
#[utoipa::path(
    post,
    path = "/drafts/{id}/discard",
    tag = "drafts",
    params(("id" = Uuid, Path, description = "The draft"), Keyed),
    request_body = Discard,
    responses((status = 200, description = "The draft", body = Draft), Problems),
    security(("session" = []), ("key" = ["send"])),
)]
pub(crate) async fn discard_draft(
    State(api): State<ApiState>,
    who: InWorkspace<Sends>,
    Id(id): Id<DraftId>,
    body: Json<Discard>,
) -> Result<Answer> {
    let mut work = match once(&api, &who, &body.mark).await? {
        Begun::Fresh(work) => work,
        Begun::Before(answer) => return Ok(answer),
    };
    let Discard { version, reason } = body.value;
    let draft = match api
        .desk()
        .discard_draft(&mut work.tx, id, version, reason.into())
        .await
    {
        Ok(draft) => draft,
        Err(error) => return Err(faster(&api, &mut work.tx, error).await),
    };
    let shown = Draft::of(&api, &mut work.tx, draft).await?;
    work.finish(&api, StatusCode::OK, &shown).await
}
