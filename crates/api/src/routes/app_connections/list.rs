//! All app connections.

use axum::Json;
use axum::extract::State;
use db::app_connections;

use crate::auth::{InWorkspace, Reads};
use crate::problem::{Problems, Result};
use crate::request::Listed;
use crate::state::ApiState;
use crate::views::AppConnection;

/// List app connections, oldest first
#[utoipa::path(
    get,
    path = "/app-connections",
    tag = "signups",
    responses((status = 200, description = "All of them", body = Listed<AppConnection>), Problems),
    security(("session" = []), ("key" = ["read"])),
)]
pub(crate) async fn list_app_connections(
    State(api): State<ApiState>,
    who: InWorkspace<Reads>,
) -> Result<Json<Listed<AppConnection>>> {
    let mut tx = who.open(&api).await?;
    let mut shown = Vec::new();
    for row in app_connections::list(&mut tx).await? {
        shown.push(AppConnection::read(&mut tx, row).await?);
    }
    Ok(Json(Listed::whole(shown)))
}
