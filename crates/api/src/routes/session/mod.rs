//! Signing in and out.

mod confirm;
mod create;
mod delete;
mod get;
mod passkey;
mod passkey_challenge;

pub(in crate::routes) use passkey_challenge::PasskeyChallenge;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::state::ApiState;

pub(super) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new()
        .routes(routes!(create::sign_in, get::who_am_i, delete::sign_out))
        .routes(routes!(confirm::confirm))
        .routes(routes!(passkey_challenge::ask_passkey))
        .routes(routes!(passkey::sign_in_with_passkey))
}
