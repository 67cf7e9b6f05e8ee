//! One's passkeys.

use axum::Json;
use axum::extract::State;
use desk::passkeys;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::auth::SignedIn;
use crate::problem::{Problems, Result};
use crate::request::Listed;
use crate::state::ApiState;
use crate::views::Stamp;

/// A passkey.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Passkey {
    /// Which.
    id: Uuid,
    /// Its name.
    name: String,
    /// Since when.
    created_at: Stamp,
    /// When it was last used.
    used_at: Option<Stamp>,
}

impl From<db::passkeys::Passkey> for Passkey {
    fn from(passkey: db::passkeys::Passkey) -> Self {
        Self {
            id: passkey.id.uuid(),
            name: passkey.name,
            created_at: passkey.created_at.into(),
            used_at: passkey.used_at.map(Stamp),
        }
    }
}

/// List one's own passkeys, oldest first
#[utoipa::path(
    get,
    path = "/passkeys",
    tag = "account",
    responses((status = 200, description = "All", body = Listed<Passkey>), Problems),
    security(("session" = [])),
)]
pub(crate) async fn list_passkeys(
    State(api): State<ApiState>,
    SignedIn(visitor): SignedIn,
) -> Result<Json<Listed<Passkey>>> {
    let known = passkeys::list(api.desk(), visitor.person.id).await?;
    Ok(Json(Listed::whole(
        known.into_iter().map(Passkey::from).collect(),
    )))
}
