//! A partner makes a workspace.

use axum::extract::State;
use axum::http::StatusCode;
use db::partners::NewWorkspace;
use desk::provision;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::auth::AsPartner;
use crate::problem::{Problem, Problems, Result};
use crate::request::{Json, Keyed, derived_id};
use crate::state::ApiState;

/// A workspace to be made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Provision {
    /// Its name.
    name: String,
    /// Language of its people; `id` when absent.
    locale: Option<String>,
    /// IANA time zone; `Asia/Jakarta` when absent.
    timezone: Option<String>,
}

/// A workspace just made.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MadeWorkspace {
    /// The workspace.
    pub(crate) workspace: WorkspaceHint,
}

/// A workspace.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct WorkspaceHint {
    /// Which.
    id: Uuid,
    /// Its name.
    name: String,
    /// Language of its people.
    locale: String,
    /// IANA time zone.
    timezone: String,
    /// Whether everything in it is simulated.
    simulated: bool,
}

impl From<NewWorkspace> for MadeWorkspace {
    fn from(new: NewWorkspace) -> Self {
        let workspace = WorkspaceHint {
            id: new.id.uuid(),
            name: new.name,
            locale: new.locale,
            timezone: new.timezone,
            simulated: new.simulated,
        };
        Self { workspace }
    }
}

/// Make a workspace
///
/// No key to it is answered: a partner provisions workspaces and does not read them. Its owner is let in by the platform.
#[utoipa::path(
    post,
    path = "/partner/workspaces",
    tag = "partner",
    params(Keyed),
    request_body = Provision,
    responses((status = 201, description = "The workspace", body = MadeWorkspace), Problems),
    security(("session" = []), ("key" = ["partner"])),
)]
pub(crate) async fn provision_workspace(
    State(api): State<ApiState>,
    who: AsPartner,
    body: Json<Provision>,
) -> Result<(StatusCode, axum::Json<MadeWorkspace>)> {
    let Provision {
        name,
        locale,
        timezone,
    } = body.value;
    let new = NewWorkspace {
        id: derived_id(&who.label, "workspace", &body.mark).into(),
        partner: who.partner,
        name,
        locale: known_locale(locale)?,
        timezone: known_timezone(timezone)?,
        simulated: false,
    };
    provision::provision_workspace(api.desk(), &new).await?;
    Ok((StatusCode::CREATED, axum::Json(new.into())))
}

/// A language tag that could be one (BCP 47).
pub(crate) fn known_locale(given: Option<String>) -> Result<String> {
    let tag = given.unwrap_or_else(|| "id".to_owned());
    let part = |part: &str| {
        (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
    };
    if tag.len() <= 35 && tag.split('-').all(part) {
        return Ok(tag);
    }
    Err(Problem::invalid(
        "locale",
        "a language tag such as id or en-GB",
    ))
}

/// A time zone that exists.
pub(crate) fn known_timezone(given: Option<String>) -> Result<String> {
    let name = given.unwrap_or_else(|| "Asia/Jakarta".to_owned());
    match name.parse::<chrono_tz::Tz>() {
        Ok(_) => Ok(name),
        Err(_) => Err(Problem::invalid(
            "timezone",
            "an IANA time zone such as Asia/Jakarta",
        )),
    }
}
