//! The templates that may be sent.
#![expect(
    unused_qualifications,
    reason = "written by the macro that describes the operation"
)]

use axum::Json;
use axum::extract::State;
use db::{channels, templates};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use crate::auth::{InWorkspace, Reads};
use crate::problem::{Problem, Problems, Result};
use crate::request::{Ask, Listed};
use crate::state::ApiState;
use crate::views::Template;

/// Which templates.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Wanted {
    /// Of this channel's account; all when absent.
    channel_id: Option<Uuid>,
}

/// List templates, by name and language
#[utoipa::path(
    get,
    path = "/templates",
    tag = "templates",
    params(Wanted),
    responses((status = 200, description = "All of them", body = Listed<Template>), Problems),
    security(("session" = []), ("key" = ["read"])),
)]
pub(crate) async fn list_templates(
    State(api): State<ApiState>,
    who: InWorkspace<Reads>,
    Ask(wanted): Ask<Wanted>,
) -> Result<Json<Listed<Template>>> {
    let mut tx = who.open(&api).await?;
    let channel = wanted.channel_id.map(Into::into);
    if let Some(id) = channel {
        channels::get(&mut tx, id)
            .await?
            .ok_or_else(Problem::not_found)?;
    }
    let stored = templates::list(&mut tx, channel).await?;
    Ok(Json(Listed::whole(
        stored.into_iter().map(Template::from).collect(),
    )))
}
