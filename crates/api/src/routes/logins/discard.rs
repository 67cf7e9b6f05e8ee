//! It is not the right account.

use axum::extract::State;
use axum::http::StatusCode;
use domain::ids::SignupId;

use crate::auth::{Connects, InWorkspace};
use crate::problem::{Problems, Result};
use crate::request::Id;
use crate::state::ApiState;

/// Forget an account that was signed in to
///
/// Its token and the key that sealed it are destroyed. One that was confirmed is disconnected instead
/// (`409 signup_finished`).
#[utoipa::path(
    delete,
    path = "/logins/{id}",
    tag = "signups",
    params(("id" = Uuid, Path, description = "The sign-in")),
    responses((status = 204, description = "Nothing of it is left"), Problems),
    security(("session" = []), ("key" = ["manage"])),
)]
pub(crate) async fn discard_login(
    State(api): State<ApiState>,
    who: InWorkspace<Connects>,
    Id(id): Id<SignupId>,
) -> Result<StatusCode> {
    let mut tx = who.open(&api).await?;
    api.desk().discard_login(&mut tx, id).await?;
    tx.commit(api.desk().now()).await?;
    Ok(StatusCode::NO_CONTENT)
}
