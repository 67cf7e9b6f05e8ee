//! A link for a member who forgot their password.

use axum::Json;
use axum::extract::State;
use desk::reset_password;
use domain::ids::PersonId;
use secrecy::ExposeSecret;
use serde::Serialize;
use utoipa::ToSchema;

use crate::auth::{InWorkspace, Manages, Right};
use crate::problem::{Problems, Result};
use crate::request::Id;
use crate::state::ApiState;

/// A link to hand over.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ResetLink {
    /// It works once, for one hour, and cannot be shown again.
    url: String,
}

/// Make a link with which a member sets a new password
///
/// Not for members who belong to other workspaces too (`409 belongs_elsewhere`), and not by keys. An earlier link ends.
/// The session must have been confirmed a moment ago (`403 confirm_needed`).
#[utoipa::path(
    post,
    path = "/members/{id}/reset-link",
    tag = "team",
    params(("id" = Uuid, Path, description = "The person")),
    responses((status = 200, description = "The link, shown once", body = ResetLink), Problems),
    security(("session" = [])),
)]
pub(crate) async fn make_reset_link(
    State(api): State<ApiState>,
    who: InWorkspace<Manages>,
    Id(id): Id<PersonId>,
) -> Result<Json<ResetLink>> {
    who.person()?;
    who.confirmed(&api)?;
    let by_owner = who.has(Right::Own);
    let mut tx = who.open(&api).await?;
    let link = reset_password::link_for_member(api.desk(), &mut tx, id, by_owner).await?;
    tx.commit(api.desk().now()).await?;
    Ok(Json(ResetLink {
        url: link.expose_secret().to_owned(),
    }))
}
