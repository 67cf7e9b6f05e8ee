//! Rows of threads.

mod cancel;
mod evidence;
mod get;
mod private_answer;
mod resend;
mod wordings;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::state::ApiState;

pub(super) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new()
        .routes(routes!(get::get_message))
        .routes(routes!(evidence::message_evidence))
        .routes(routes!(resend::resend_message))
        .routes(routes!(cancel::cancel_message))
        .routes(routes!(wordings::message_wordings))
        .routes(routes!(private_answer::get_private_answer))
}
