//! The first steps, ticked by what really happened.

use axum::Json;
use axum::extract::State;
use db::first_steps;
use domain::Time;
use serde::Serialize;
use utoipa::ToSchema;

use crate::auth::{InWorkspace, Reads};
use crate::problem::{Problem, Problems, Result};
use crate::state::ApiState;
use crate::views::Stamp;

/// The first steps of a workspace.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Onboarding {
    /// When the workspace was made.
    began_at: Stamp,
    /// The steps, in order.
    steps: Vec<Step>,
    /// Whether one has put them away.
    closed: bool,
}

/// A step.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Step {
    /// Which.
    step: StepName,
    /// When it was first taken; null: not yet.
    done_at: Option<Stamp>,
}

/// Which step.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum StepName {
    /// A channel is connected.
    Connect,
    /// A message came in.
    Message,
    /// A person approved a draft.
    Approve,
    /// Knowledge was saved.
    Knowledge,
    /// An approved template is there.
    Template,
}

/// The first steps
#[utoipa::path(
    get,
    path = "/onboarding",
    tag = "onboarding",
    responses((status = 200, description = "What was done, and when", body = Onboarding), Problems),
    security(("session" = []), ("key" = ["read"])),
)]
pub(crate) async fn first_steps(
    State(api): State<ApiState>,
    who: InWorkspace<Reads>,
) -> Result<Json<Onboarding>> {
    let closed = match who.person() {
        Ok(person) => {
            let mut tx = api.desk().db().platform().await?;
            db::members::welcome_closed(&mut tx, who.workspace, person)
                .await?
                .is_some()
        }
        Err(_) => false,
    };
    let mut tx = who.open(&api).await?;
    let found = first_steps::read(&mut tx).await?;
    let found = found.ok_or_else(Problem::not_found)?;
    let step = |step, at: Option<Time>| Step {
        step,
        done_at: at.map(Stamp),
    };
    Ok(Json(Onboarding {
        began_at: found.began_at.into(),
        steps: vec![
            step(StepName::Connect, found.connected_at),
            step(StepName::Message, found.received_at),
            step(StepName::Approve, found.approved_at),
            step(StepName::Knowledge, found.taught_at),
            step(StepName::Template, found.template_at),
        ],
        closed,
    }))
}
