//! Changing the workspace's settings.

use axum::extract::State;
use desk::WorkspaceChange;
use serde::Deserialize;
use utoipa::ToSchema;

use super::get::WorkspaceSettings;
use crate::auth::{InWorkspace, Manages};
use crate::problem::{Problems, Result};
use crate::request::Json;
use crate::routes::partner::create::{known_locale, known_timezone};
use crate::state::ApiState;

/// What changes; what is absent stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SettingsChange {
    /// Its name.
    name: Option<String>,
    /// Language of its people, a language tag.
    locale: Option<String>,
    /// IANA time zone.
    timezone: Option<String>,
    /// Whether templates may go to people who opted in without having written first.
    outreach_to_opted_in: Option<bool>,
    /// All its own words that stop messages: at most 50, each of 1 to 40 characters.
    stop_words: Option<Vec<String>>,
    /// All its own words that start messages again.
    start_words: Option<Vec<String>>,
}

/// Change the workspace's settings
///
/// Each changed setting is an entry in the evidence.
#[utoipa::path(
    patch,
    path = "/workspace",
    tag = "workspace",
    request_body = SettingsChange,
    responses((status = 200, description = "The settings", body = WorkspaceSettings), Problems),
    security(("session" = []), ("key" = ["manage"])),
)]
pub(crate) async fn change_workspace(
    State(api): State<ApiState>,
    who: InWorkspace<Manages>,
    body: Json<SettingsChange>,
) -> Result<axum::Json<WorkspaceSettings>> {
    let wish = body.value;
    let change = WorkspaceChange {
        name: wish.name,
        locale: wish.locale.map(|tag| known_locale(Some(tag))).transpose()?,
        timezone: wish
            .timezone
            .map(|name| known_timezone(Some(name)))
            .transpose()?,
        outreach_to_opted_in: wish.outreach_to_opted_in,
        stop_words: wish.stop_words,
        start_words: wish.start_words,
    };
    let mut tx = who.open(&api).await?;
    let workspace = api.desk().change_workspace(&mut tx, change).await?;
    tx.commit(api.desk().now()).await?;
    Ok(axum::Json(workspace.into()))
}
