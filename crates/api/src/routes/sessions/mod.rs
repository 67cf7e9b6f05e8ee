//! One's own sessions.

mod list;
mod revoke;
mod revoke_others;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::state::ApiState;

pub(super) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new()
        .routes(routes!(
            list::list_sessions,
            revoke_others::revoke_other_sessions
        ))
        .routes(routes!(revoke::revoke_session))
}
