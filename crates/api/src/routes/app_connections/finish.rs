//! The code comes back.

use axum::extract::State;
use axum::http::StatusCode;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::auth::{Connects, InWorkspace};
use crate::problem::{Problem, Problems, Result};
use crate::request::{Answer, Json, Keyed, Secret, settle_apart, start_apart};
use crate::state::ApiState;
use crate::views::AppConnection;

/// What Meta gave the browser.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct FinishedConnection {
    /// The launch's.
    state: String,
    /// Good for one try.
    code: Secret,
}

/// Finish authorizing an app connection
///
/// A new connection waits for its business account; one that was authorized again gives its new token to its numbers. A
/// state of another session is `422`; one that is too old `409 connection_late`, used before `409 connection_spent`; a
/// permission that was left out `409 connection_permissions`, a number that would be left behind
/// `409 connection_left_behind`. None of these changes anything.
#[utoipa::path(
    post,
    path = "/app-connections",
    tag = "signups",
    params(Keyed),
    request_body = FinishedConnection,
    responses((status = 201, description = "The connection", body = AppConnection), Problems),
    security(("session" = []), ("key" = ["manage"])),
)]
pub(crate) async fn finish_app_connection(
    State(api): State<ApiState>,
    who: InWorkspace<Connects>,
    body: Json<FinishedConnection>,
) -> Result<Answer> {
    if let Some(answer) = start_apart(&api, &who, &body.mark).await? {
        return Ok(answer);
    }
    let FinishedConnection { state, code } = body.value;
    // Whoever closes the page now has agreed already: the code cannot be used again.
    let (desk, workspace, actor) = (api.desk().clone(), who.workspace, who.actor.clone());
    let holder = who.holder().to_owned();
    let run = tokio::spawn(async move {
        desk.finish_connection(workspace, actor, (&holder, &state), &code.into())
            .await
    });
    let row = run
        .await
        .map_err(|error| Problem::internal(format!("an authorization broke off: {error}")))??;
    let mut tx = who.open(&api).await?;
    let shown = AppConnection::read(&mut tx, row).await?;
    drop(tx);
    let answer = Answer::new(StatusCode::CREATED, &shown)?;
    settle_apart(&api, &who, &body.mark, answer).await
}
