//! Revoking a key.

use axum::extract::State;
use axum::http::StatusCode;
use desk::keys;
use domain::ids::ApiKeyId;

use crate::auth::{InWorkspace, Manages};
use crate::problem::{Problems, Result};
use crate::request::Id;
use crate::state::ApiState;

/// Revoke an API key, at once
#[utoipa::path(
    delete,
    path = "/api-keys/{id}",
    tag = "api-keys",
    params(("id" = Uuid, Path, description = "The key")),
    responses((status = 204, description = "Revoked"), Problems),
    security(("session" = []), ("key" = ["manage"])),
)]
pub(crate) async fn revoke_key(
    State(api): State<ApiState>,
    who: InWorkspace<Manages>,
    Id(id): Id<ApiKeyId>,
) -> Result<StatusCode> {
    let mut tx = who.open(&api).await?;
    keys::revoke(api.desk(), &mut tx, id).await?;
    tx.commit(api.desk().now()).await?;
    Ok(StatusCode::NO_CONTENT)
}
