//! Where one is signed in.

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::auth::SignedIn;
use crate::problem::{Problems, Result};
use crate::request::Listed;
use crate::state::ApiState;
use crate::views::Stamp;

/// A signed-in browser.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Session {
    /// Which.
    id: Uuid,
    /// Whether it is this one.
    current: bool,
    /// Since when.
    created_at: Stamp,
    /// When it was last used, to the minute.
    seen_at: Stamp,
    /// The browser's name for itself.
    user_agent: Option<String>,
}

/// List one's own sessions, the one used last first
#[utoipa::path(
    get,
    path = "/sessions",
    tag = "session",
    responses((status = 200, description = "Live ones", body = Listed<Session>), Problems),
    security(("session" = [])),
)]
pub(crate) async fn list_sessions(
    State(api): State<ApiState>,
    SignedIn(visitor): SignedIn,
) -> Result<Json<Listed<Session>>> {
    let open = api.door().sessions(api.desk(), &visitor).await?;
    let shown = open.into_iter().map(|one| Session {
        id: one.id.uuid(),
        current: one.id == visitor.session,
        created_at: one.created_at.into(),
        seen_at: one.seen_at.into(),
        user_agent: one.user_agent,
    });
    Ok(Json(Listed::whole(shown.collect())))
}
