//! What was decided about drafts today.

use axum::Json;
use axum::extract::State;
use db::draft_counts;
use serde::Serialize;
use utoipa::ToSchema;

use crate::auth::{InWorkspace, Reads};
use crate::problem::{Problems, Result};
use crate::state::ApiState;

/// Today's decisions about drafts, by the workspace's calendar.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DecisionsToday {
    /// Let go by a person, edited or not.
    approved: i64,
    /// Of those, the ones whose words a person had changed.
    edited: i64,
    /// Let go by a rule.
    auto_sent: i64,
    /// Thrown away.
    discarded: i64,
}

/// Count today's decisions about drafts
#[utoipa::path(
    get,
    path = "/drafts/today",
    tag = "drafts",
    responses((status = 200, description = "The counts", body = DecisionsToday), Problems),
    security(("session" = []), ("key" = ["read"])),
)]
pub(crate) async fn count_decisions(
    State(api): State<ApiState>,
    who: InWorkspace<Reads>,
) -> Result<Json<DecisionsToday>> {
    let mut tx = who.open(&api).await?;
    let today = draft_counts::today(&mut tx, api.desk().now()).await?;
    Ok(Json(DecisionsToday {
        approved: today.approved,
        edited: today.edited,
        auto_sent: today.auto_sent,
        discarded: today.discarded,
    }))
}
