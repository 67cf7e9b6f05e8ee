//! Removing a feed.

use axum::extract::State;
use axum::http::StatusCode;
use domain::ids::FeedId;

use crate::auth::{InWorkspace, Manages};
use crate::problem::{Problems, Result};
use crate::request::Id;
use crate::state::ApiState;

/// Remove a feed
///
/// What it brought stays in the catalogue.
#[utoipa::path(
    delete,
    path = "/feeds/{id}",
    tag = "knowledge",
    params(("id" = Uuid, Path, description = "The feed")),
    responses((status = 204, description = "Removed"), Problems),
    security(("session" = []), ("key" = ["manage"])),
)]
pub(crate) async fn remove_feed(
    State(api): State<ApiState>,
    who: InWorkspace<Manages>,
    Id(id): Id<FeedId>,
) -> Result<StatusCode> {
    let mut tx = who.open(&api).await?;
    api.desk().remove_feed(&mut tx, id).await?;
    tx.commit(api.desk().now()).await?;
    Ok(StatusCode::NO_CONTENT)
}
