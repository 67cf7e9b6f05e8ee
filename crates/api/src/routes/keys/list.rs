//! The workspace's keys.

use axum::Json;
use axum::extract::State;
use db::people::ApiKey;
use desk::keys;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::auth::{InWorkspace, Manages};
use crate::problem::{Problems, Result};
use crate::request::Listed;
use crate::state::ApiState;
use crate::views::Stamp;

/// A key, without the key.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ApiKey)]
pub(crate) struct ApiKeyView {
    /// Which.
    id: Uuid,
    /// Its name.
    name: String,
    /// What it may do: `read`, `send`, `manage`.
    scopes: Vec<String>,
    /// Since when.
    created_at: Stamp,
    /// When it was last used, to the minute.
    used_at: Option<Stamp>,
}

impl From<ApiKey> for ApiKeyView {
    fn from(key: ApiKey) -> Self {
        Self {
            id: key.id.uuid(),
            name: key.name,
            scopes: key.scopes,
            created_at: key.created_at.into(),
            used_at: key.used_at.map(Stamp),
        }
    }
}

/// List API keys, newest first
#[utoipa::path(
    get,
    path = "/api-keys",
    tag = "api-keys",
    responses((status = 200, description = "All live ones", body = Listed<ApiKeyView>), Problems),
    security(("session" = []), ("key" = ["manage"])),
)]
pub(crate) async fn list_keys(
    State(api): State<ApiState>,
    who: InWorkspace<Manages>,
) -> Result<Json<Listed<ApiKeyView>>> {
    let known = keys::list(api.desk(), who.workspace).await?;
    Ok(Json(Listed::whole(
        known.into_iter().map(ApiKeyView::from).collect(),
    )))
}
