//! The code comes back: whose account it is.

use axum::extract::State;
use axum::http::StatusCode;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::auth::{Connects, InWorkspace};
use crate::problem::{Problem, Problems, Result};
use crate::request::{Answer, Json, Keyed, Secret, settle_apart, start_apart};
use crate::state::ApiState;
use crate::views::FoundAccount;

/// What the provider gave the browser.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct FinishedLogin {
    /// The launch's.
    state: String,
    /// Good for one try.
    code: Secret,
}

/// Finish signing in to an account
///
/// The code becomes a token, which shows whose account it is. It is not connected yet: `POST /logins/{id}/confirm` does
/// that, `DELETE /logins/{id}` forgets it, and half an hour without either forgets it too. A state of another session is
/// `422`; one that is too old `409 login_expired`, used before `409 login_spent`; a permission that was not given
/// `409 login_permissions`; an account of another workspace `409 profile_elsewhere`. None of these leaves anything.
#[utoipa::path(
    post,
    path = "/logins",
    tag = "signups",
    params(Keyed),
    request_body = FinishedLogin,
    responses((status = 201, description = "The account, not connected yet", body = FoundAccount), Problems),
    security(("session" = []), ("key" = ["manage"])),
)]
pub(crate) async fn finish_login(
    State(api): State<ApiState>,
    who: InWorkspace<Connects>,
    body: Json<FinishedLogin>,
) -> Result<Answer> {
    if let Some(answer) = start_apart(&api, &who, &body.mark).await? {
        return Ok(answer);
    }
    let FinishedLogin { state, code } = body.value;
    // Whoever closes the page now has agreed already: the code cannot be used again.
    let (desk, workspace, actor) = (api.desk().clone(), who.workspace, who.actor.clone());
    let holder = who.holder().to_owned();
    let run = tokio::spawn(async move {
        desk.finish_login(workspace, actor, (&holder, &state), &code.into())
            .await
    });
    let found = run
        .await
        .map_err(|error| Problem::internal(format!("a sign-in broke off: {error}")))??;
    let answer = Answer::new(StatusCode::CREATED, &FoundAccount::from(found))?;
    settle_apart(&api, &who, &body.mark, answer).await
}
