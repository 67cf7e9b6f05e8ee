//! How the composer behaves here.

use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::auth::{InWorkspace, Reads};
use crate::problem::{Problems, Result};
use crate::state::ApiState;

/// How the composer behaves in this workspace.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ComposerSettings {
    /// Seconds in which a person's message can be taken back, 0 to 30; 0 sends at once.
    #[schema(minimum = 0, maximum = 30)]
    pub(crate) undo_seconds: i32,
}

/// Get how the composer behaves
#[utoipa::path(
    get,
    path = "/settings/composer",
    tag = "settings",
    responses((status = 200, description = "The settings", body = ComposerSettings), Problems),
    security(("session" = []), ("key" = ["read"])),
)]
pub(crate) async fn get_composer(
    State(api): State<ApiState>,
    who: InWorkspace<Reads>,
) -> Result<Json<ComposerSettings>> {
    let mut tx = who.open(&api).await?;
    let undo_seconds = db::undo::seconds(&mut tx).await?;
    Ok(Json(ComposerSettings { undo_seconds }))
}
