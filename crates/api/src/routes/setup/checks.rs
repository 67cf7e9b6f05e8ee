//! What the house needs.

use axum::extract::State;
use desk::{house_checks, setup};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::auth::AtTheDoor;
use crate::problem::{Problems, Result};
use crate::request::{Json, Secret};
use crate::state::ApiState;

/// What to look at.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct HouseCheck {
    /// What stands behind the `#` of the printed link.
    token: Secret,
    /// The address people and Meta will use; absent: this machine only.
    public_url: Option<String>,
}

/// What was found.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct HouseChecks {
    /// Each thing looked at.
    checks: Vec<Check>,
}

/// A thing looked at.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = HouseCheckResult)]
pub(crate) struct Check {
    /// `database`, `encryption_key`, `public_url`, `clock`.
    name: &'static str,
    /// Whether all is well.
    ok: bool,
    /// What was found.
    found: String,
    /// The variable or command that helps; empty when all is well.
    hint: String,
}

/// Check the house before it is set up
#[utoipa::path(
    post,
    path = "/setup/checks",
    tag = "setup",
    request_body = HouseCheck,
    responses((status = 200, description = "What was found", body = HouseChecks), Problems),
    security(()),
)]
pub(crate) async fn check_house(
    State(api): State<ApiState>,
    _: AtTheDoor,
    body: Json<HouseCheck>,
) -> Result<axum::Json<HouseChecks>> {
    let HouseCheck { token, public_url } = body.value;
    setup::opens(api.desk(), &token.0).await?;
    let url = public_url.as_deref().map(|url| url.trim_end_matches('/'));
    let found = house_checks::look(api.desk(), url).await?;
    let checks = found.into_iter().map(|check| Check {
        name: check.name,
        ok: check.ok,
        found: check.found,
        hint: check.hint,
    });
    Ok(axum::Json(HouseChecks {
        checks: checks.collect(),
    }))
}
