//! The name of a connection.

use axum::extract::State;
use domain::ids::AppConnectionId;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::auth::{Connects, InWorkspace};
use crate::problem::{Problems, Result};
use crate::request::{Id, Json};
use crate::state::ApiState;
use crate::views::AppConnection;

/// What changes.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ChangedConnection {
    /// Its name.
    name: String,
}

/// Rename an app connection
#[utoipa::path(
    patch,
    path = "/app-connections/{id}",
    tag = "signups",
    params(("id" = Uuid, Path, description = "The connection")),
    request_body = ChangedConnection,
    responses((status = 200, description = "The connection", body = AppConnection), Problems),
    security(("session" = []), ("key" = ["manage"])),
)]
pub(crate) async fn change_app_connection(
    State(api): State<ApiState>,
    who: InWorkspace<Connects>,
    Id(id): Id<AppConnectionId>,
    body: Json<ChangedConnection>,
) -> Result<axum::Json<AppConnection>> {
    let mut tx = who.open(&api).await?;
    let row = api
        .desk()
        .rename_connection(&mut tx, id, &body.value.name)
        .await?;
    let shown = AppConnection::read(&mut tx, row).await?;
    tx.commit(api.desk().now()).await?;
    Ok(axum::Json(shown))
}
