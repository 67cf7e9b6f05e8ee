//! The way to the provider's sign-in.
#![expect(
    unused_qualifications,
    reason = "written by the macro that describes the operation"
)]

use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::auth::{Connects, InWorkspace};
use crate::problem::{Problems, Result};
use crate::request::Ask;
use crate::routes::signups::desk_origin;
use crate::state::ApiState;
use crate::views::Stamp;

/// What is to be connected.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct LoginOf {
    /// The kind of channel: `instagram`.
    kind: String,
    /// Whether somebody who is signed in there signs in again: another account is meant.
    #[serde(default)]
    #[param(required = false)]
    again: bool,
}

/// Where a browser goes.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct LoginLaunch {
    /// The provider's page.
    url: String,
    /// Until when the code can come, by the clock of `Loket-Now`.
    expires_at: Stamp,
}

/// Begin to sign in to an account
///
/// Nothing is stored: who closes the page leaves nothing. The provider leads back to
/// `{desk}/settings/channels/{kind}`, and only this very session or key can bring the code. `409 login_not_set_up` where
/// the operator named no app.
#[utoipa::path(
    get,
    path = "/logins/launch",
    tag = "signups",
    params(LoginOf),
    responses((status = 200, description = "The way to the sign-in", body = LoginLaunch), Problems),
    security(("session" = []), ("key" = ["manage"])),
)]
pub(crate) async fn launch_login(
    State(api): State<ApiState>,
    who: InWorkspace<Connects>,
    headers: HeaderMap,
    Ask(of): Ask<LoginOf>,
) -> Result<Json<LoginLaunch>> {
    let back = format!(
        "{}/settings/channels/{}",
        desk_origin(&api, &headers),
        of.kind
    );
    let launch = api
        .desk()
        .launch_login(who.workspace, &of.kind, (who.holder(), &back), of.again)
        .await?;
    Ok(Json(LoginLaunch {
        url: launch.url,
        expires_at: (api.desk().now() + launch.lives).into(),
    }))
}
