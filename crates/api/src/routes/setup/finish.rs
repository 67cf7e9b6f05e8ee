//! Setting the house up.

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use desk::setup::{self, RealApp, Wish};
use secrecy::ExposeSecret;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::auth::{AtTheDoor, cookie_of};
use crate::problem::{Problem, Problems, Result};
use crate::request::{Json, Secret};
use crate::state::ApiState;
use crate::views::Me;

/// How the house is run, and whose it is.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewHouse {
    /// What stands behind the `#` of the printed link.
    token: Secret,
    /// The owner's address.
    #[schema(format = Email)]
    email: String,
    /// The owner's name.
    name: String,
    /// The owner's password, at least ten characters.
    password: Secret,
    /// A real Meta app; absent: the sandbox.
    meta: Option<NewMetaApp>,
}

/// A real Meta app.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewMetaApp {
    /// The name of the business; a workspace is made for it.
    business: String,
    /// Meta's App ID.
    app_id: String,
    /// Its secret.
    app_secret: Secret,
    /// The address people and Meta use, with https.
    public_url: String,
}

/// The house is set up.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct HouseReady {
    /// Who is signed in.
    me: Me,
    /// What Meta wants to know; null in the sandbox.
    meta: Option<MetaReady>,
}

/// What to enter at Meta. It holds from the next start of Loket.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MetaReady {
    /// Callback URL.
    webhook_url: String,
    /// Verify token.
    verify_token: String,
}

/// Set the house up, once
///
/// The account that was made with a printed password becomes the owner's own. Signs in.
#[utoipa::path(
    post,
    path = "/setup",
    tag = "setup",
    request_body = NewHouse,
    responses((status = 200, description = "Ready", body = HouseReady), Problems),
    security(()),
)]
pub(crate) async fn set_up(
    State(api): State<ApiState>,
    door: AtTheDoor,
    body: Json<NewHouse>,
) -> Result<Response> {
    let given = body.value;
    let meta = given.meta.map(|app| real(&api, app)).transpose()?;
    let ready = meta.as_ref().map(|app| MetaReady {
        webhook_url: format!("{}/api/webhooks/wa", app.public_url),
        verify_token: app.verify_token.expose_secret().to_owned(),
    });
    let wish = Wish {
        token: given.token.0,
        email: given.email,
        name: given.name,
        password: given.password.0,
        meta,
        user_agent: door.user_agent.clone(),
    };
    let signed_in = api.door().set_up(api.desk(), wish).await?;
    let cookie = cookie_of(&api, &signed_in);
    let body = HouseReady {
        me: signed_in.visitor.into(),
        meta: ready,
    };
    Ok(([(header::SET_COOKIE, cookie)], axum::Json(body)).into_response())
}

fn real(api: &ApiState, app: NewMetaApp) -> Result<RealApp> {
    let app_ref = api.settings().platform_app.ok_or_else(|| {
        Problem::invalid(
            "meta",
            "settings name a Meta app already (LOKET_META_APP_ID)",
        )
    })?;
    Ok(RealApp {
        business: app.business,
        app_id: app.app_id.trim().to_owned(),
        app_secret: app.app_secret.0,
        verify_token: setup::verify_token(),
        app_ref,
        public_url: app.public_url.trim().trim_end_matches('/').to_owned(),
    })
}
