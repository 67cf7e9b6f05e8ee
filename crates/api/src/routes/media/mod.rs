//! Files of messages.

mod get;
mod range;
mod sniff;

pub(super) use sniff::safe_type;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::state::ApiState;

pub(super) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new().routes(routes!(get::get_media))
}
