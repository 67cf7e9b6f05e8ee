//! Proving a number by a code that is sent to it.

use axum::extract::State;
use axum::http::StatusCode;
use domain::ids::ChannelId;
use meta::graph::CodeMethod as Way;
use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;

use crate::auth::{Connects, InWorkspace};
use crate::problem::{Problems, Result};
use crate::request::{Answer, Id, Json, Keyed, Secret, settle_apart, start_apart};
use crate::state::ApiState;

/// How a code reaches the number.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum CodeMethod {
    /// A text message.
    Sms,
    /// A call, where text messages do not arrive.
    Voice,
}

impl From<CodeMethod> for Way {
    fn from(method: CodeMethod) -> Self {
        match method {
            CodeMethod::Sms => Self::Sms,
            CodeMethod::Voice => Self::Voice,
        }
    }
}

/// A code is asked for.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CodeWish {
    /// How it is to come.
    method: CodeMethod,
}

/// The code that came.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ArrivedCode {
    /// Six digits.
    code: Secret,
}

/// Have a code sent to a channel's number
#[utoipa::path(
    post,
    path = "/channels/{id}/verification",
    tag = "channels",
    params(Keyed, ("id" = Uuid, Path, description = "The channel")),
    request_body = CodeWish,
    responses((status = 200, description = "It is on its way"), Problems),
    security(("session" = []), ("key" = ["manage"])),
)]
pub(crate) async fn request_code(
    State(api): State<ApiState>,
    who: InWorkspace<Connects>,
    Id(id): Id<ChannelId>,
    body: Json<CodeWish>,
) -> Result<Answer> {
    if let Some(answer) = start_apart(&api, &who, &body.mark).await? {
        return Ok(answer);
    }
    api.desk()
        .request_code(
            who.workspace,
            who.actor.clone(),
            id,
            body.value.method.into(),
        )
        .await?;
    let answer = Answer::new(StatusCode::OK, &json!({}))?;
    settle_apart(&api, &who, &body.mark, answer).await
}

/// Prove a channel's number by the code that came
#[utoipa::path(
    post,
    path = "/channels/{id}/verification/code",
    tag = "channels",
    params(Keyed, ("id" = Uuid, Path, description = "The channel")),
    request_body = ArrivedCode,
    responses((status = 200, description = "Proved; how it stands is asked now"), Problems),
    security(("session" = []), ("key" = ["manage"])),
)]
pub(crate) async fn verify_code(
    State(api): State<ApiState>,
    who: InWorkspace<Connects>,
    Id(id): Id<ChannelId>,
    body: Json<ArrivedCode>,
) -> Result<Answer> {
    if let Some(answer) = start_apart(&api, &who, &body.mark).await? {
        return Ok(answer);
    }
    api.desk()
        .verify_code(
            who.workspace,
            who.actor.clone(),
            id,
            &body.value.code.into(),
        )
        .await?;
    let answer = Answer::new(StatusCode::OK, &json!({}))?;
    settle_apart(&api, &who, &body.mark, answer).await
}
