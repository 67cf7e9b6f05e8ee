//! Who is invited.

use axum::Json;
use axum::extract::State;
use desk::members;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::auth::{InWorkspace, Manages};
use crate::problem::{Problems, Result};
use crate::request::Listed;
use crate::state::ApiState;
use crate::views::Stamp;

/// An invitation, without its link.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Invitation {
    /// Which.
    id: Uuid,
    /// Whom.
    email: String,
    /// What they will be.
    role: String,
    /// Who invited them.
    invited_by: String,
    /// Since when.
    created_at: Stamp,
    /// No longer after this.
    expires_at: Stamp,
}

impl From<db::invitations::Invitation> for Invitation {
    fn from(invitation: db::invitations::Invitation) -> Self {
        Self {
            id: invitation.id.uuid(),
            email: invitation.email,
            role: invitation.role,
            invited_by: invitation.invited_by,
            created_at: invitation.created_at.into(),
            expires_at: invitation.expires_at.into(),
        }
    }
}

/// List open invitations, newest first
#[utoipa::path(
    get,
    path = "/invitations",
    tag = "team",
    responses((status = 200, description = "Open and lately expired ones", body = Listed<Invitation>), Problems),
    security(("session" = []), ("key" = ["manage"])),
)]
pub(crate) async fn list_invitations(
    State(api): State<ApiState>,
    who: InWorkspace<Manages>,
) -> Result<Json<Listed<Invitation>>> {
    let open = members::invitations(api.desk(), who.workspace).await?;
    Ok(Json(Listed::whole(
        open.into_iter().map(Invitation::from).collect(),
    )))
}
