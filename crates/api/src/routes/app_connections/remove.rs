//! The end of a connection.

use axum::extract::State;
use axum::http::StatusCode;
use domain::ids::AppConnectionId;

use crate::auth::{Connects, InWorkspace};
use crate::problem::{Problems, Result};
use crate::request::Id;
use crate::state::ApiState;

/// Remove an app connection
///
/// Its token and the key that sealed it are destroyed. Refused while a number lives by it (`409 connection_used`). A
/// session must have been confirmed a moment ago (`403 confirm_needed`).
#[utoipa::path(
    delete,
    path = "/app-connections/{id}",
    tag = "signups",
    params(("id" = Uuid, Path, description = "The connection")),
    responses((status = 204, description = "Nothing of it is left"), Problems),
    security(("session" = []), ("key" = ["manage"])),
)]
pub(crate) async fn remove_app_connection(
    State(api): State<ApiState>,
    who: InWorkspace<Connects>,
    Id(id): Id<AppConnectionId>,
) -> Result<StatusCode> {
    who.confirmed(&api)?;
    let mut tx = who.open(&api).await?;
    api.desk().remove_connection(&mut tx, id).await?;
    tx.commit(api.desk().now()).await?;
    Ok(StatusCode::NO_CONTENT)
}
