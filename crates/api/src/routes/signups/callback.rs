//! The code comes back.

use axum::extract::State;
use axum::http::StatusCode;
use desk::SignupAnswer;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::auth::{Connects, InWorkspace};
use crate::problem::{Problem, Problems, Result};
use crate::request::{Answer, Json, Keyed, Secret, settle_apart, start_apart};
use crate::state::ApiState;
use crate::views::Signup;

/// What the dialog gave the browser.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct FinishedDialog {
    /// The launch's.
    state: String,
    /// Good for 30 seconds and one try.
    code: Secret,
    /// The account it told of; absent when it told nothing.
    waba_id: Option<String>,
    /// The number it told of.
    phone_number_id: Option<String>,
}

/// Finish a sign-up at Meta
///
/// The code becomes a token at once; whose account and number it is, is asked of Meta. Ids of anybody else are refused
/// (`409 signup_foreign`), a code that came too late is `409 signup_expired`, and neither leaves anything. Also reached at
/// `/api/wa/embedded-signup-callback`.
#[utoipa::path(
    post,
    path = "/embedded-signup-callback",
    tag = "signups",
    params(Keyed),
    request_body = FinishedDialog,
    responses((status = 201, description = "The run, whose steps go on", body = Signup), Problems),
    security(("session" = []), ("key" = ["manage"])),
)]
pub(crate) async fn finish_signup(
    State(api): State<ApiState>,
    who: InWorkspace<Connects>,
    body: Json<FinishedDialog>,
) -> Result<Answer> {
    if let Some(answer) = start_apart(&api, &who, &body.mark).await? {
        return Ok(answer);
    }
    let told = body.value;
    let answer = SignupAnswer {
        state: told.state,
        code: told.code.into(),
        waba_id: told.waba_id,
        phone_number_id: told.phone_number_id,
    };
    // Whoever closes the page now has agreed already: the code cannot be used again.
    let (desk, workspace, actor) = (api.desk().clone(), who.workspace, who.actor.clone());
    let run = tokio::spawn(async move { desk.finish_signup(workspace, actor, answer).await });
    let signup = run
        .await
        .map_err(|error| Problem::internal(format!("a sign-up broke off: {error}")))??;
    let mut tx = who.open(&api).await?;
    let shown = Signup::read(&mut tx, signup).await?;
    drop(tx);
    let answer = Answer::new(StatusCode::CREATED, &shown)?;
    settle_apart(&api, &who, &body.mark, answer).await
}
