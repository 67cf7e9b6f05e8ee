//! Reading the workspace's settings.

use axum::Json;
use axum::extract::State;
use domain::consent::{START_WORDS, STOP_WORDS};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::auth::{InWorkspace, Reads};
use crate::problem::{Problems, Result};
use crate::state::ApiState;

/// A workspace's settings.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct WorkspaceSettings {
    /// Which.
    id: Uuid,
    /// Its name.
    name: String,
    /// Language of its people, a language tag.
    locale: String,
    /// IANA time zone.
    timezone: String,
    /// Whether everything in it is simulated.
    simulated: bool,
    /// Whether templates may go to people who opted in without having written first.
    outreach_to_opted_in: bool,
    /// Its own words that stop messages. A message counts when it is such a word and nothing else.
    stop_words: Vec<String>,
    /// Its own words that start messages again.
    start_words: Vec<String>,
    /// Words that stop in every workspace.
    default_stop_words: &'static [&'static str],
    /// Words that start again in every workspace.
    default_start_words: &'static [&'static str],
}

impl From<db::workspaces::Workspace> for WorkspaceSettings {
    fn from(workspace: db::workspaces::Workspace) -> Self {
        Self {
            id: workspace.id.uuid(),
            name: workspace.name,
            locale: workspace.locale,
            timezone: workspace.timezone,
            simulated: workspace.simulated,
            outreach_to_opted_in: workspace.outreach_to_opted_in,
            stop_words: workspace.words.stop,
            start_words: workspace.words.start,
            default_stop_words: STOP_WORDS,
            default_start_words: START_WORDS,
        }
    }
}

/// Read the workspace's settings
#[utoipa::path(
    get,
    path = "/workspace",
    tag = "workspace",
    responses((status = 200, description = "The settings", body = WorkspaceSettings), Problems),
    security(("session" = []), ("key" = ["read"])),
)]
pub(crate) async fn get_workspace(
    State(api): State<ApiState>,
    who: InWorkspace<Reads>,
) -> Result<Json<WorkspaceSettings>> {
    let mut tx = who.open(&api).await?;
    let workspace = db::workspaces::current(&mut tx).await?;
    Ok(Json(workspace.into()))
}
