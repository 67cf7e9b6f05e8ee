//! The platform makes a workspace.

use axum::extract::State;
use axum::http::StatusCode;
use db::partners::NewWorkspace as ToMake;
use desk::provision;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::auth::AsPlatform;
use crate::problem::{Problems, Result};
use crate::request::{Json, Keyed, derived_id};
use crate::routes::partner::create::{MadeWorkspace, known_locale, known_timezone};
use crate::state::ApiState;

/// A workspace to be made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewWorkspace {
    /// Whose client it is.
    partner_id: Uuid,
    /// Its name.
    name: String,
    /// Language of its people; `id` when absent.
    locale: Option<String>,
    /// IANA time zone; `Asia/Jakarta` when absent.
    timezone: Option<String>,
    /// Whether everything in it is simulated; cannot be changed later.
    #[serde(default)]
    simulated: bool,
}

/// Make a workspace
#[utoipa::path(
    post,
    path = "/admin/workspaces",
    tag = "admin",
    params(Keyed),
    request_body = NewWorkspace,
    responses((status = 201, description = "The workspace", body = MadeWorkspace), Problems),
    security(("session" = []), ("key" = ["platform"])),
)]
pub(crate) async fn create_workspace(
    State(api): State<ApiState>,
    _: AsPlatform,
    body: Json<NewWorkspace>,
) -> Result<(StatusCode, axum::Json<MadeWorkspace>)> {
    let NewWorkspace {
        partner_id,
        name,
        locale,
        timezone,
        simulated,
    } = body.value;
    let new = ToMake {
        id: derived_id(AsPlatform::LABEL, "workspace", &body.mark).into(),
        partner: partner_id.into(),
        name,
        locale: known_locale(locale)?,
        timezone: known_timezone(timezone)?,
        simulated,
    };
    provision::create_workspace(api.desk(), &new).await?;
    Ok((StatusCode::CREATED, axum::Json(new.into())))
}
