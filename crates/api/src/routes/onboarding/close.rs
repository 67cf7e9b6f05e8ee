//! Putting the first steps away.

use axum::extract::State;
use axum::http::StatusCode;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::auth::{InWorkspace, Reads};
use crate::problem::{Problems, Result};
use crate::request::Json;
use crate::state::ApiState;

/// Whether they are shown.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct OnboardingChange {
    /// `true` puts them away, `false` takes them out again.
    closed: bool,
}

/// Put the first steps away for oneself, or take them out again
#[utoipa::path(
    patch,
    path = "/onboarding",
    tag = "onboarding",
    request_body = OnboardingChange,
    responses((status = 204, description = "Done"), Problems),
    security(("session" = [])),
)]
pub(crate) async fn close_first_steps(
    State(api): State<ApiState>,
    who: InWorkspace<Reads>,
    body: Json<OnboardingChange>,
) -> Result<StatusCode> {
    let person = who.person()?;
    let now = api.desk().now();
    let closed = body.value.closed.then_some(now);
    let mut tx = api.desk().db().platform().await?;
    db::members::close_welcome(&mut tx, who.workspace, person, closed).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
