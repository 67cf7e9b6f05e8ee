//! Sending again, by a person's decision.

use axum::extract::State;
use axum::http::StatusCode;
use desk::Resend;
use domain::ids::MessageId;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::auth::{InWorkspace, Sends};
use crate::problem::{Problems, Result};
use crate::request::{Answer, Begun, Id, Json, Keyed, once};
use crate::state::ApiState;
use crate::views::Message;

/// What is decided about.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ResendBody {
    /// What became of the message.
    after: ResendAfter,
}

/// What became of a message before it is sent again.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ResendAfter {
    /// Nobody knows; the customer may get it twice.
    Unknown,
    /// It failed.
    Failed,
}

/// Send a message again
#[utoipa::path(
    post,
    path = "/messages/{id}/resend",
    tag = "messages",
    params(("id" = Uuid, Path, description = "The message"), Keyed),
    request_body = ResendBody,
    responses((status = 202, description = "Queued", body = Message), Problems),
    security(("session" = []), ("key" = ["send"])),
)]
pub(crate) async fn resend_message(
    State(api): State<ApiState>,
    who: InWorkspace<Sends>,
    Id(id): Id<MessageId>,
    body: Json<ResendBody>,
) -> Result<Answer> {
    let mut work = match once(&api, &who, &body.mark).await? {
        Begun::Fresh(work) => work,
        Begun::Before(answer) => return Ok(answer),
    };
    let cause = match body.value.after {
        ResendAfter::Unknown => Resend::AfterUnknown,
        ResendAfter::Failed => Resend::AfterFailure,
    };
    let message = api.desk().resend(&mut work.tx, id, cause).await?;
    let shown = Message::one(&mut work.tx, message).await?;
    work.finish(&api, StatusCode::ACCEPTED, &shown).await
}
