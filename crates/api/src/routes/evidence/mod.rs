//! The evidence chain.

mod export;
mod list;
mod stretch;
mod verify;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::state::ApiState;

pub(super) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new()
        .routes(routes!(list::list_evidence))
        .routes(routes!(stretch::get_stretch))
        .routes(routes!(verify::verify_evidence))
        .routes(routes!(export::export_evidence))
}
