//! Somebody looked.

use axum::extract::State;
use axum::http::StatusCode;
use db::alerts;

use crate::auth::{InWorkspace, Reads};
use crate::problem::{Problems, Result};
use crate::request::Bare;
use crate::routes::views::only_people;
use crate::state::ApiState;

/// Mark everything that is the matter as seen
///
/// For the person who asks. What is raised after this is unseen again.
#[utoipa::path(
    post,
    path = "/alerts/seen",
    tag = "channels",
    responses((status = 204, description = "Seen"), Problems),
    security(("session" = []), ("key" = ["read"])),
)]
pub(crate) async fn see_alerts(
    State(api): State<ApiState>,
    who: InWorkspace<Reads>,
    _: Bare,
) -> Result<StatusCode> {
    let Some(me) = who.actor.person() else {
        return Err(only_people());
    };
    let mut tx = who.open(&api).await?;
    alerts::see(&mut tx, me).await?;
    tx.commit(api.desk().now()).await?;
    Ok(StatusCode::NO_CONTENT)
}
