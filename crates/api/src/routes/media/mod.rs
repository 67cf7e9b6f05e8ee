//! Files of messages.

mod delete;
mod get;
mod range;
mod sniff;
mod upload;

pub(super) use sniff::safe_type;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::state::ApiState;

pub(super) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new().routes(routes!(get::get_media, delete::discard_attachment))
}

pub(crate) fn slow_routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new().routes(routes!(upload::upload_media))
}
