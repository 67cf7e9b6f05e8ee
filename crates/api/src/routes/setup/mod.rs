//! The first start.

mod checks;
mod finish;
mod get;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::state::ApiState;

pub(super) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new()
        .routes(routes!(get::setup_open, finish::set_up))
        .routes(routes!(checks::check_house))
}
