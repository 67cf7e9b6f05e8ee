//! Who may do what, as data.

use axum::Json;
use axum::extract::State;
use desk::members;
use desk::provision::WorkspaceRole;
use serde::Serialize;
use utoipa::ToSchema;

use crate::auth::{ACTS, InWorkspace, Reads};
use crate::problem::{Problems, Result};
use crate::routes::admin::MemberRole;
use crate::state::ApiState;

/// Who may do what here, and whom to ask.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Rights {
    /// What one is here; null for a key.
    role: Option<MemberRole>,
    /// What people do, and which roles may.
    acts: Vec<Act>,
    /// The owners' names, the one of longest standing first.
    owners: Vec<String>,
}

/// Something people do.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Act {
    /// What, such as `templates`. More may come.
    act: &'static str,
    /// The roles that may.
    roles: Vec<MemberRole>,
}

/// Who may do what
///
/// The server decides; this is for saying so beforehand.
#[utoipa::path(
    get,
    path = "/rights",
    tag = "team",
    responses((status = 200, description = "The table", body = Rights), Problems),
    security(("session" = []), ("key" = ["read"])),
)]
pub(crate) async fn rights(
    State(api): State<ApiState>,
    who: InWorkspace<Reads>,
) -> Result<Json<Rights>> {
    let acts = ACTS.iter().map(|(act, right)| Act {
        act,
        roles: WorkspaceRole::ALL
            .into_iter()
            .filter(|role| right.of_role(*role))
            .map(MemberRole::from)
            .collect(),
    });
    Ok(Json(Rights {
        role: who.role().map(MemberRole::from),
        acts: acts.collect(),
        owners: members::owner_names(api.desk(), who.workspace).await?,
    }))
}
