//! Signing in at the provider, for channels that are a profile: from its page to an account that somebody confirmed.

mod confirm;
mod discard;
mod finish;
mod get;
mod launch;
mod picture;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::state::ApiState;

pub(super) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new()
        .routes(routes!(launch::launch_login))
        .routes(routes!(finish::finish_login))
        .routes(routes!(get::get_login, discard::discard_login))
        .routes(routes!(picture::get_login_picture))
        .routes(routes!(confirm::confirm_login))
}
