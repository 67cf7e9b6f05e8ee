//! Adding a ready-made reply.

use axum::extract::State;
use axum::http::StatusCode;
use desk::CannedText as Text;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::auth::{InWorkspace, Sends};
use crate::problem::{Problems, Result};
use crate::request::{Answer, Begun, Json, Keyed, once};
use crate::state::ApiState;
use crate::views::CannedReply;

/// A ready-made reply.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CannedText {
    /// What one types after the slash: letters, digits, hyphens, underscores.
    shortcut: String,
    /// The text, with `{{contact.name}}` and `{{agent.name}}` where they are wanted.
    body: String,
}

impl From<CannedText> for Text {
    fn from(text: CannedText) -> Self {
        Self {
            shortcut: text.shortcut,
            body: text.body,
        }
    }
}

/// Add a ready-made reply
#[utoipa::path(
    post,
    path = "/canned-replies",
    tag = "canned-replies",
    params(Keyed),
    request_body = CannedText,
    responses((status = 201, description = "Added", body = CannedReply), Problems),
    security(("session" = []), ("key" = ["send"])),
)]
pub(crate) async fn create_canned_reply(
    State(api): State<ApiState>,
    who: InWorkspace<Sends>,
    body: Json<CannedText>,
) -> Result<Answer> {
    let mut work = match once(&api, &who, &body.mark).await? {
        Begun::Fresh(work) => work,
        Begun::Before(answer) => return Ok(answer),
    };
    let made = api
        .desk()
        .add_canned_reply(&mut work.tx, body.value.into())
        .await?;
    work.finish(&api, StatusCode::CREATED, &CannedReply::from(made))
        .await
}
