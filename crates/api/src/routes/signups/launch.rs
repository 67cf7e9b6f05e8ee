//! The way into the dialog.
#![expect(
    unused_qualifications,
    reason = "written by the macro that describes the operation"
)]

use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::http::header::HOST;
use meta::dialog::Dialog;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::auth::{Connects, InWorkspace};
use crate::problem::{Problem, Problems, Result};
use crate::request::Ask;
use crate::state::ApiState;
use crate::views::Stamp;

/// What a browser opens the dialog with.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SignupLaunch {
    /// Names the run.
    id: Uuid,
    /// Comes back with the code.
    state: String,
    /// The dialog.
    dialog_url: String,
    /// The only pages whose messages are the dialog's, by their exact origins.
    origins: Vec<String>,
    /// Until when the code can come, by the clock of `Loket-Now`.
    expires_at: Stamp,
}

/// Which way into the dialog.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct LaunchWay {
    /// Whether the number may stay in the WhatsApp Business app ("coexistence").
    #[serde(default)]
    app: bool,
}

/// Begin a sign-up at Meta
///
/// Nothing is stored: a dialog that is closed leaves nothing. `409 signup_not_set_up` where the operator named no
/// configuration of the dialog.
#[utoipa::path(
    get,
    path = "/signups/launch",
    tag = "signups",
    params(LaunchWay),
    responses((status = 200, description = "The way into the dialog", body = SignupLaunch), Problems),
    security(("session" = []), ("key" = ["manage"])),
)]
pub(crate) async fn launch_signup(
    State(api): State<ApiState>,
    who: InWorkspace<Connects>,
    Ask(way): Ask<LaunchWay>,
    headers: HeaderMap,
) -> Result<Json<SignupLaunch>> {
    let Some(door) = api.settings().signup.clone() else {
        return Err(desk::signup_not_set_up().into());
    };
    let redirect_uri = format!("{}/connected.html", desk_origin(&api, &headers));
    let launch = api
        .desk()
        .launch_signup(who.workspace, &redirect_uri)
        .await?;
    let dialog = Dialog {
        address: &door.dialog,
        app_id: &launch.app_id,
        config_id: &door.config_id,
        redirect_uri: &redirect_uri,
        state: &launch.state,
        app: way.app,
    };
    let dialog_url = dialog
        .url()
        .ok_or_else(|| Problem::internal("the dialog has no address"))?;
    Ok(Json(SignupLaunch {
        id: launch.id.uuid(),
        state: launch.state,
        dialog_url,
        origins: door.origins,
        expires_at: (api.desk().now() + launch.lives).into(),
    }))
}

/// Where the caller's browser sees the desk: the dialog comes back to the same origin. A machine of one's own has several
/// names; Meta takes only addresses that its app names.
pub(in crate::routes) fn desk_origin(api: &ApiState, headers: &HeaderMap) -> String {
    let public = &api.settings().public_url;
    let host = headers.get(HOST).and_then(|value| value.to_str().ok());
    let local = host.filter(|host| {
        let name = host.rsplit_once(':').map_or(*host, |(name, _)| name);
        ["localhost", "127.0.0.1", "[::1]"].contains(&name)
    });
    match local {
        Some(host) if !api.secure() => format!("http://{host}"),
        _ => public.clone(),
    }
}
