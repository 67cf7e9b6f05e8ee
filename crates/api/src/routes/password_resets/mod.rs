//! A forgotten password.

mod ask;
mod set;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::state::ApiState;

pub(super) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new()
        .routes(routes!(ask::ask_password_reset))
        .routes(routes!(set::set_password))
}
