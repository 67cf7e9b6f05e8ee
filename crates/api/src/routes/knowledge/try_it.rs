//! Trying a question on the knowledge.

use axum::extract::State;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::auth::{InWorkspace, Reads};
use crate::problem::{Problem, Problems, Result};
use crate::request::Json;
use crate::state::ApiState;
use crate::views::Trial;

/// Longest question, in characters; a WhatsApp text holds no more.
const LONGEST: usize = 4096;

/// The question.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct TrialQuestion {
    /// As a customer would write it.
    question: String,
    /// The language to answer in; found from the words when absent.
    language: Option<String>,
}

/// Try a question
///
/// Nothing is stored or sent.
#[utoipa::path(
    post,
    path = "/knowledge/try",
    tag = "knowledge",
    request_body = TrialQuestion,
    responses((status = 200, description = "What would be drafted", body = Trial), Problems),
    security(("session" = []), ("key" = ["read"])),
)]
pub(crate) async fn try_question(
    State(api): State<ApiState>,
    who: InWorkspace<Reads>,
    body: Json<TrialQuestion>,
) -> Result<axum::Json<Trial>> {
    let TrialQuestion { question, language } = body.value;
    if question.trim().is_empty() || question.chars().count() > LONGEST {
        return Err(Problem::invalid("question", "1 to 4,096 characters"));
    }
    let mut tx = who.open(&api).await?;
    let drafted = api
        .desk()
        .try_question(&mut tx, &question, language.as_deref())
        .await?;
    Ok(axum::Json(Trial::of(&drafted)?))
}
