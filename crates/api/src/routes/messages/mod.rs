//! Rows of threads.

mod evidence;
mod get;
mod resend;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::state::ApiState;

pub(super) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new()
        .routes(routes!(get::get_message))
        .routes(routes!(evidence::message_evidence))
        .routes(routes!(resend::resend_message))
}
