//! Taking a sign-up back.

use axum::extract::State;
use axum::http::StatusCode;
use domain::ids::SignupId;

use crate::auth::{Connects, InWorkspace};
use crate::problem::{Problems, Result};
use crate::request::Id;
use crate::state::ApiState;

/// Undo a sign-up that is not finished
///
/// Its token and the key that sealed it are destroyed, and the number is let go. A session must have been confirmed a moment
/// ago (`403 confirm_needed`).
#[utoipa::path(
    delete,
    path = "/signups/{id}",
    tag = "signups",
    params(("id" = Uuid, Path, description = "The sign-up")),
    responses((status = 204, description = "Nothing of it is left"), Problems),
    security(("session" = []), ("key" = ["manage"])),
)]
pub(crate) async fn undo_signup(
    State(api): State<ApiState>,
    who: InWorkspace<Connects>,
    Id(id): Id<SignupId>,
) -> Result<StatusCode> {
    who.confirmed(&api)?;
    let mut tx = who.open(&api).await?;
    let farewell = api.desk().undo_signup(&mut tx, id).await?;
    tx.commit(api.desk().now()).await?;
    api.desk().say_farewell(farewell);
    Ok(StatusCode::NO_CONTENT)
}
