//! The platform makes a person.

use axum::extract::State;
use axum::http::StatusCode;
use desk::provision::{self, Grant, NewPerson as ToMake, WorkspaceRole};
use secrecy::ExposeSecret;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::auth::AsPlatform;
use crate::problem::{Problem, Problems, Result};
use crate::request::{Json, Keyed, Secret};
use crate::state::ApiState;
use crate::views::{Person, mirror};

/// A person to be made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewPerson {
    /// Their address.
    #[schema(format = Email)]
    email: String,
    /// The name shown.
    name: String,
    /// Their password, at least ten characters; made up and shown once when absent.
    password: Option<Secret>,
    /// What they are let into.
    #[serde(default)]
    memberships: Vec<NewMembership>,
}

/// What a person is let into: a role in a workspace, or a partner.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewMembership {
    /// A workspace.
    workspace_id: Option<Uuid>,
    /// What they may do there.
    role: Option<MemberRole>,
    /// Or a partner, as its operator.
    partner_id: Option<Uuid>,
}

mirror! {
    /// What a person may do in a workspace.
    MemberRole = WorkspaceRole {
        /// Everything.
        Owner,
        /// Channels, knowledge and keys as well as writing.
        CommunicationsAdmin,
        /// Writes to customers and decides on drafts.
        Agent,
        /// Looks.
        Viewer,
        /// Meta's reviewer.
        Reviewer,
    }
}

/// A person just made.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MadePerson {
    /// The person.
    person: Person,
    /// The password that was made up. It cannot be shown again.
    password: Option<String>,
}

impl NewMembership {
    fn grant(&self) -> Result<Grant> {
        match (self.workspace_id, self.role, self.partner_id) {
            (Some(id), Some(role), None) => Ok(Grant::Workspace(id.into(), role.into())),
            (None, None, Some(id)) => Ok(Grant::Partner(id.into())),
            _ => Err(Problem::invalid(
                "memberships",
                "either workspace_id with role, or partner_id",
            )),
        }
    }
}

impl NewPerson {
    fn read(self) -> Result<ToMake> {
        let grants = self.memberships.iter().map(NewMembership::grant);
        Ok(ToMake {
            grants: grants.collect::<Result<_>>()?,
            email: self.email,
            name: self.name,
            password: self.password.map(Into::into),
        })
    }
}

/// Make a person, with everything they are let into
///
/// An address that is taken answers `409 email_taken`, so that asking twice makes one person.
#[utoipa::path(
    post,
    path = "/admin/people",
    tag = "admin",
    params(Keyed),
    request_body = NewPerson,
    responses((status = 201, description = "The person", body = MadePerson), Problems),
    security(("session" = []), ("key" = ["platform"])),
)]
pub(crate) async fn create_person(
    State(api): State<ApiState>,
    _: AsPlatform,
    body: Json<NewPerson>,
) -> Result<(StatusCode, axum::Json<MadePerson>)> {
    let made = provision::create_person(api.desk(), body.value.read()?).await?;
    let password = made
        .password
        .map(|password| password.expose_secret().to_owned());
    let made = MadePerson {
        person: made.person.into(),
        password,
    };
    Ok((StatusCode::CREATED, axum::Json(made)))
}
