//! The platform makes a partner.

use axum::extract::State;
use axum::http::StatusCode;
use desk::provision;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::auth::AsPlatform;
use crate::problem::{Problems, Result};
use crate::request::{Json, Keyed, derived_id};
use crate::state::ApiState;
use crate::views::Named;

/// A partner to be made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewPartner {
    /// Its name.
    name: String,
}

/// Make a partner
///
/// With an `Idempotency-Key` a second request makes nothing and answers `409 already_created`.
#[utoipa::path(
    post,
    path = "/admin/partners",
    tag = "admin",
    params(Keyed),
    request_body = NewPartner,
    responses((status = 201, description = "The partner", body = Named), Problems),
    security(("session" = []), ("key" = ["platform"])),
)]
pub(crate) async fn create_partner(
    State(api): State<ApiState>,
    _: AsPlatform,
    body: Json<NewPartner>,
) -> Result<(StatusCode, axum::Json<Named>)> {
    let id = derived_id(AsPlatform::LABEL, "partner", &body.mark);
    let name = body.value.name;
    provision::create_partner(api.desk(), id.into(), &name).await?;
    Ok((StatusCode::CREATED, axum::Json(Named { id, name })))
}
