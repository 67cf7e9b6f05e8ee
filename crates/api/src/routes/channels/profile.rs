//! What customers see when they open a number's profile.

use axum::Json as Shown;
use axum::extract::State;
use domain::ids::ChannelId;

use crate::auth::{Connects, InWorkspace};
use crate::problem::{Problems, Result};
use crate::request::{Id, Json};
use crate::state::ApiState;
use crate::views::{BusinessProfile, ProfileChange};

/// Read a number's profile
///
/// It is asked of Meta each time.
#[utoipa::path(
    get,
    path = "/channels/{id}/profile",
    tag = "channels",
    params(("id" = Uuid, Path, description = "The channel")),
    responses((status = 200, description = "As it stands at Meta", body = BusinessProfile), Problems),
    security(("session" = []), ("key" = ["manage"])),
)]
pub(crate) async fn get_business_profile(
    State(api): State<ApiState>,
    who: InWorkspace<Connects>,
    Id(id): Id<ChannelId>,
) -> Result<Shown<BusinessProfile>> {
    let shown = api
        .desk()
        .business_profile(who.workspace, who.actor.clone(), id)
        .await?;
    Ok(Shown(shown.into()))
}

/// Change a number's profile
///
/// Only what is another word than at Meta is sent there. Meta may refuse a part; nothing is changed then.
#[utoipa::path(
    patch,
    path = "/channels/{id}/profile",
    tag = "channels",
    params(("id" = Uuid, Path, description = "The channel")),
    request_body = ProfileChange,
    responses((status = 200, description = "As it stands at Meta now", body = BusinessProfile), Problems),
    security(("session" = []), ("key" = ["manage"])),
)]
pub(crate) async fn change_business_profile(
    State(api): State<ApiState>,
    who: InWorkspace<Connects>,
    Id(id): Id<ChannelId>,
    body: Json<ProfileChange>,
) -> Result<Shown<BusinessProfile>> {
    let shown = api
        .desk()
        .change_business_profile(who.workspace, who.actor.clone(), id, body.value.into())
        .await?;
    Ok(Shown(shown.into()))
}
