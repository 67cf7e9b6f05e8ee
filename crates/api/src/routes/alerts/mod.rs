//! What is the matter with channels.

mod list;
mod see;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::state::ApiState;

pub(super) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new()
        .routes(routes!(list::list_alerts))
        .routes(routes!(see::see_alerts))
}
