//! What a link invites to.

use axum::extract::State;
use desk::members;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::auth::AtTheDoor;
use crate::problem::{Problems, Result};
use crate::request::{Json, Secret};
use crate::state::ApiState;
use crate::views::Stamp;

/// A link's token.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct InvitationToken {
    /// What stands behind the `#` of the link.
    token: Secret,
}

/// What a link invites to.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct OpenInvitation {
    /// The workspace's name.
    workspace: String,
    /// Whom.
    email: String,
    /// What they will be.
    role: String,
    /// Who invited them.
    invited_by: String,
    /// No longer after this.
    expires_at: Stamp,
    /// Whether the address has an account, so that its password is asked for.
    has_account: bool,
}

/// See what a link invites to
#[utoipa::path(
    post,
    path = "/invitations/open",
    tag = "session",
    request_body = InvitationToken,
    responses((status = 200, description = "What it is for", body = OpenInvitation), Problems),
    security(()),
)]
pub(crate) async fn open_invitation(
    State(api): State<ApiState>,
    _: AtTheDoor,
    body: Json<InvitationToken>,
) -> Result<axum::Json<OpenInvitation>> {
    let (found, has_account) = members::open_invitation(api.desk(), &body.value.token.0).await?;
    Ok(axum::Json(OpenInvitation {
        workspace: found.workspace_name,
        email: found.email,
        role: found.role,
        invited_by: found.invited_by,
        expires_at: found.expires_at.into(),
        has_account,
    }))
}
