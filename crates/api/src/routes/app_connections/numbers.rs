//! The numbers of a business account.
#![expect(
    unused_qualifications,
    reason = "written by the macro that describes the operation"
)]

use axum::Json;
use axum::extract::State;
use domain::ids::AppConnectionId;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::auth::{Connects, InWorkspace};
use crate::problem::{Problems, Result};
use crate::request::{Ask, Id, Listed};
use crate::state::ApiState;

/// Of which account.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct NumbersOf {
    /// Meta's id of the business account.
    account_id: String,
}

/// A number as Meta lists it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ReachedNumber {
    /// Meta's id of it.
    id: String,
    /// As customers see it.
    display: Option<String>,
    /// The name customers see.
    verified_name: Option<String>,
    /// `CONNECTED`, `PENDING`, … as Meta says it.
    status: Option<String>,
    /// `GREEN`, `YELLOW`, `RED`, `UNKNOWN`, … as Meta says it.
    quality: Option<String>,
    /// Whether it is connected here.
    connected: bool,
}

/// Reload the phone numbers of a business account
///
/// Meta is asked now. An account that the connection was not given for is `409 connection_foreign`.
#[utoipa::path(
    get,
    path = "/app-connections/{id}/numbers",
    tag = "signups",
    params(("id" = Uuid, Path, description = "The connection"), NumbersOf),
    responses((status = 200, description = "All of them", body = Listed<ReachedNumber>), Problems),
    security(("session" = []), ("key" = ["manage"])),
)]
pub(crate) async fn list_connection_numbers(
    State(api): State<ApiState>,
    who: InWorkspace<Connects>,
    Id(id): Id<AppConnectionId>,
    Ask(of): Ask<NumbersOf>,
) -> Result<Json<Listed<ReachedNumber>>> {
    let found = api
        .desk()
        .connection_numbers(who.workspace, id, &of.account_id)
        .await?;
    let rows = found.into_iter().map(|one| ReachedNumber {
        id: one.row.id,
        display: one.row.display,
        verified_name: one.row.verified_name,
        status: one.row.status,
        quality: one.row.quality,
        connected: one.connected,
    });
    Ok(Json(Listed::whole(rows.collect())))
}
