//! The numbers of a sign-up's account.

use axum::Json;
use axum::extract::State;
use domain::ids::SignupId;
use meta::graph::NumberRow;
use serde::Serialize;
use utoipa::ToSchema;

use crate::auth::{Connects, InWorkspace};
use crate::problem::{Problems, Result};
use crate::request::{Id, Listed};
use crate::state::ApiState;

/// A number as Meta lists it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SignupNumber {
    /// Meta's id of it.
    id: String,
    /// As customers see it.
    display: Option<String>,
    /// The name customers see.
    verified_name: Option<String>,
    /// `CONNECTED`, `PENDING`, … as Meta says it.
    status: Option<String>,
}

impl From<NumberRow> for SignupNumber {
    fn from(row: NumberRow) -> Self {
        Self {
            id: row.id,
            display: row.display,
            verified_name: row.verified_name,
            status: row.status,
        }
    }
}

/// List the numbers of a sign-up's account
///
/// Meta is asked now.
#[utoipa::path(
    get,
    path = "/signups/{id}/numbers",
    tag = "signups",
    params(("id" = Uuid, Path, description = "The sign-up")),
    responses((status = 200, description = "All of them", body = Listed<SignupNumber>), Problems),
    security(("session" = []), ("key" = ["manage"])),
)]
pub(crate) async fn list_signup_numbers(
    State(api): State<ApiState>,
    who: InWorkspace<Connects>,
    Id(id): Id<SignupId>,
) -> Result<Json<Listed<SignupNumber>>> {
    let rows = api.desk().signup_numbers(who.workspace, id).await?;
    Ok(Json(Listed::whole(
        rows.into_iter().map(SignupNumber::from).collect(),
    )))
}
