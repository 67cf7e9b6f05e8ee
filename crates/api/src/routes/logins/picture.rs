//! The picture of an account that waits to be confirmed: fetched here, so that no page of ours asks anybody else.

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use domain::ids::SignupId;

use crate::auth::{Connects, InWorkspace};
use crate::problem::{Problem, Problems, Result};
use crate::request::Id;
use crate::routes::media::safe_type;
use crate::state::ApiState;

/// The picture of an account that was signed in to
#[utoipa::path(
    get,
    path = "/logins/{id}/picture",
    tag = "signups",
    params(("id" = Uuid, Path, description = "The sign-in")),
    responses((status = 200, description = "The picture", content_type = "image/*"), Problems),
    security(("session" = []), ("key" = ["manage"])),
)]
pub(crate) async fn get_login_picture(
    State(api): State<ApiState>,
    who: InWorkspace<Connects>,
    Id(id): Id<SignupId>,
) -> Result<Response> {
    let picture = api.desk().login_picture(who.workspace, id).await?;
    let picture = picture.ok_or_else(Problem::not_found)?;
    let kind = safe_type(&picture.bytes)
        .filter(|kind| kind.starts_with("image/"))
        .ok_or_else(Problem::not_found)?;
    let headers = [
        (header::CONTENT_TYPE, kind),
        (header::CACHE_CONTROL, "private, no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    Ok((headers, picture.bytes).into_response())
}
