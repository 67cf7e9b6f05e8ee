//! Customers of the workspace, and what they agreed to.

mod consent;
mod erase;
mod get;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::state::ApiState;

pub(super) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new()
        .routes(routes!(get::get_contact, erase::erase_contact))
        .routes(routes!(consent::record_consent))
}
