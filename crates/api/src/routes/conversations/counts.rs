//! How many threads each view holds.

use axum::Json;
use axum::extract::State;

use crate::auth::{InWorkspace, Reads};
use crate::problem::{Problems, Result};
use crate::state::ApiState;
use crate::views::Counts;

/// Count the threads of each view
#[utoipa::path(
    get,
    path = "/conversations/counts",
    tag = "conversations",
    responses((status = 200, description = "The counts", body = Counts), Problems),
    security(("session" = []), ("key" = ["read"])),
)]
pub(crate) async fn count_conversations(
    State(api): State<ApiState>,
    who: InWorkspace<Reads>,
) -> Result<Json<Counts>> {
    let mut tx = who.open(&api).await?;
    Ok(Json(Counts::of(&api, &mut tx).await?))
}
