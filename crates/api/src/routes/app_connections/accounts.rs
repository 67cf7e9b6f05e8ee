//! The business accounts that a connection reaches.

use axum::Json;
use axum::extract::State;
use domain::ids::AppConnectionId;
use serde::Serialize;
use utoipa::ToSchema;

use crate::auth::{Connects, InWorkspace};
use crate::problem::{Problems, Result};
use crate::request::{Id, Listed};
use crate::state::ApiState;

/// A business account.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ReachedAccount {
    /// Meta's id of it.
    id: String,
    /// Its name.
    name: String,
    /// Whether a client owns it.
    of_client: bool,
    /// The portfolio it was found in.
    business: Option<String>,
}

/// Reload the business accounts of an app connection
///
/// Meta is asked now: own accounts and clients', as far as the permissions are for them. `409 connection_discovery` when
/// Meta does not list them, `409 connection_over` when it takes the token for nothing.
#[utoipa::path(
    get,
    path = "/app-connections/{id}/accounts",
    tag = "signups",
    params(("id" = Uuid, Path, description = "The connection")),
    responses((status = 200, description = "All of them", body = Listed<ReachedAccount>), Problems),
    security(("session" = []), ("key" = ["manage"])),
)]
pub(crate) async fn list_connection_accounts(
    State(api): State<ApiState>,
    who: InWorkspace<Connects>,
    Id(id): Id<AppConnectionId>,
) -> Result<Json<Listed<ReachedAccount>>> {
    let found = api.desk().connection_accounts(who.workspace, id).await?;
    let rows = found.into_iter().map(|one| ReachedAccount {
        id: one.id,
        name: one.name,
        of_client: one.of_client,
        business: one.business,
    });
    Ok(Json(Listed::whole(rows.collect())))
}
