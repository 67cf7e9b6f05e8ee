//! The picture of a number's profile: fetched here, so that no page of ours asks anybody else.

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::ids::ChannelId;

use crate::auth::{Connects, InWorkspace};
use crate::problem::{Problem, Problems, Result};
use crate::request::{Id, Octets};
use crate::routes::media::safe_type;
use crate::state::ApiState;

/// The picture of a number's profile
#[utoipa::path(
    get,
    path = "/channels/{id}/profile/picture",
    tag = "channels",
    params(("id" = Uuid, Path, description = "The channel")),
    responses((status = 200, description = "The picture", content_type = "image/*"), Problems),
    security(("session" = []), ("key" = ["manage"])),
)]
pub(crate) async fn get_profile_picture(
    State(api): State<ApiState>,
    who: InWorkspace<Connects>,
    Id(id): Id<ChannelId>,
) -> Result<Response> {
    let picture = api
        .desk()
        .profile_picture(who.workspace, who.actor.clone(), id)
        .await?
        .ok_or_else(Problem::not_found)?;
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

/// Change the picture of a number's profile
///
/// The body is the picture itself: JPEG or PNG, at most 5 MB. Meta shows it cut to a circle.
#[utoipa::path(
    put,
    path = "/channels/{id}/profile/picture",
    tag = "channels",
    params(("id" = Uuid, Path, description = "The channel")),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 204, description = "Meta has it"), Problems),
    security(("session" = []), ("key" = ["manage"])),
)]
pub(crate) async fn set_profile_picture(
    State(api): State<ApiState>,
    who: InWorkspace<Connects>,
    Id(id): Id<ChannelId>,
    body: Octets,
) -> Result<StatusCode> {
    api.desk()
        .change_profile_picture(who.workspace, who.actor.clone(), id, body.bytes)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}
