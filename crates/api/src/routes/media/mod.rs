//! Files of messages.

mod delete;
mod fetch;
mod get;
mod range;
mod sniff;
mod state;
mod upload;

pub(super) use sniff::safe_type;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::state::ApiState;

pub(super) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new()
        .routes(routes!(get::get_media, delete::discard_attachment))
        .routes(routes!(state::get_media_state))
        .routes(routes!(fetch::fetch_media))
}

pub(crate) fn slow_routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new().routes(routes!(upload::upload_media))
}
