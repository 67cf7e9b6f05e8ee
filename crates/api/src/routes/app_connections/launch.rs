//! The way to Meta's dialog.
#![expect(
    unused_qualifications,
    reason = "written by the macro that describes the operation"
)]

use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use desk::{ConnectionDialog, ConnectionWish};
use domain::ids::AppConnectionId;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::auth::{Connects, InWorkspace};
use crate::problem::{Problems, Result};
use crate::request::Ask;
use crate::routes::signups::desk_origin;
use crate::state::ApiState;
use crate::views::Stamp;

/// What is to be agreed to.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct ConnectionOf {
    /// The name of a new connection.
    #[serde(default)]
    name: String,
    /// The connection that is authorized again; then no name is given.
    connection: Option<Uuid>,
}

/// Where a browser goes.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ConnectionLaunch {
    /// Meta's dialog.
    url: String,
    /// Until when the code can come, by the clock of `Loket-Now`.
    expires_at: Stamp,
}

/// Begin to authorize an app connection
///
/// Nothing is stored: who closes the dialog leaves nothing. Meta leads back to
/// `{desk}/settings/channels/app-connections`, and only this very session or key can bring the code.
/// `409 connection_not_set_up` where the operator set no app.
#[utoipa::path(
    get,
    path = "/app-connections/launch",
    tag = "signups",
    params(ConnectionOf),
    responses((status = 200, description = "The way to the dialog", body = ConnectionLaunch), Problems),
    security(("session" = []), ("key" = ["manage"])),
)]
pub(crate) async fn launch_app_connection(
    State(api): State<ApiState>,
    who: InWorkspace<Connects>,
    headers: HeaderMap,
    Ask(of): Ask<ConnectionOf>,
) -> Result<Json<ConnectionLaunch>> {
    let Some(door) = api.settings().permit.clone() else {
        return Err(desk::connections_not_set_up().into());
    };
    let back = format!(
        "{}/settings/channels/app-connections",
        desk_origin(&api, &headers)
    );
    let wish = match of.connection {
        Some(id) => ConnectionWish::Again(AppConnectionId(id)),
        None => ConnectionWish::New(of.name),
    };
    let dialog = ConnectionDialog {
        address: &door.dialog,
        config_id: door.config_id.as_deref(),
        redirect_uri: &back,
    };
    let launch = api
        .desk()
        .launch_connection(who.workspace, who.holder(), wish, dialog)
        .await?;
    Ok(Json(ConnectionLaunch {
        url: launch.url,
        expires_at: (api.desk().now() + launch.lives).into(),
    }))
}
