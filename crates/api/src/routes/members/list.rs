//! Who belongs to the workspace.

use axum::Json;
use axum::extract::State;
use desk::members;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::auth::{InWorkspace, Reads};
use crate::problem::{Problems, Result};
use crate::request::Listed;
use crate::state::ApiState;
use crate::views::Stamp;

/// A person in the workspace.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Member {
    /// Who.
    id: Uuid,
    /// Their name.
    name: String,
    /// Their address.
    email: String,
    /// `owner`, `communications_admin`, `agent`, `viewer` or `reviewer`.
    role: String,
    /// Since when.
    joined_at: Stamp,
    /// When they last used Loket, to the minute; null when they are not signed in anywhere.
    seen_at: Option<Stamp>,
    /// Whether more than a password is asked of them: a code, or a passkey.
    protected: bool,
}

impl From<db::members::Member> for Member {
    fn from(member: db::members::Member) -> Self {
        Self {
            id: member.person.id.uuid(),
            name: member.person.name,
            email: member.person.email,
            role: member.role,
            joined_at: member.joined_at.into(),
            seen_at: member.seen_at.map(Stamp),
            protected: member.second_factor,
        }
    }
}

/// List everybody in the workspace, by name
#[utoipa::path(
    get,
    path = "/members",
    tag = "team",
    responses((status = 200, description = "Everybody", body = Listed<Member>), Problems),
    security(("session" = []), ("key" = ["read"])),
)]
pub(crate) async fn list_members(
    State(api): State<ApiState>,
    who: InWorkspace<Reads>,
) -> Result<Json<Listed<Member>>> {
    let known = members::list(api.desk(), who.workspace).await?;
    Ok(Json(Listed::whole(
        known.into_iter().map(Member::from).collect(),
    )))
}
