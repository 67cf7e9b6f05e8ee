//! One's own passkeys.

mod challenge;
mod create;
mod list;
mod remove;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::state::ApiState;

pub(super) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new()
        .routes(routes!(list::list_passkeys, create::create_passkey))
        .routes(routes!(challenge::ask_new_passkey))
        .routes(routes!(remove::remove_passkey))
}
