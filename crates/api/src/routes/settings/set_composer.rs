//! Choosing how the composer behaves here.

use axum::extract::State;

use super::composer::ComposerSettings;
use crate::auth::{InWorkspace, Manages};
use crate::problem::{Problems, Result};
use crate::request::Json;
use crate::state::ApiState;

/// Choose how the composer behaves
#[utoipa::path(
    put,
    path = "/settings/composer",
    tag = "settings",
    request_body = ComposerSettings,
    responses((status = 200, description = "The settings", body = ComposerSettings), Problems),
    security(("session" = []), ("key" = ["manage"])),
)]
pub(crate) async fn set_composer(
    State(api): State<ApiState>,
    who: InWorkspace<Manages>,
    body: Json<ComposerSettings>,
) -> Result<axum::Json<ComposerSettings>> {
    let mut tx = who.open(&api).await?;
    api.desk()
        .set_undo_seconds(&mut tx, body.value.undo_seconds)
        .await?;
    tx.commit(api.desk().now()).await?;
    Ok(axum::Json(body.value))
}
