//! How partners look to those who use the desk.

mod get;
mod logo;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::state::ApiState;

pub(super) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new()
        .routes(routes!(get::get_brand))
        .routes(routes!(logo::get_logo))
}
