//! Settings of a workspace.

mod composer;
mod set_composer;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::state::ApiState;

pub(super) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new().routes(routes!(composer::get_composer, set_composer::set_composer))
}
