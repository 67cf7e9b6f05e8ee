//! The provider's own sign-up, from the dialog to a number that works.

mod callback;
mod choose;
mod get;
mod launch;
mod list;
mod numbers;
mod retry;
mod undo;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::state::ApiState;

pub(super) use launch::desk_origin;

pub(super) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new()
        .routes(routes!(launch::launch_signup))
        .routes(routes!(list::list_signups))
        .routes(routes!(get::get_signup, undo::undo_signup))
        .routes(routes!(retry::retry_signup))
        .routes(routes!(numbers::list_signup_numbers))
        .routes(routes!(choose::choose_number))
}

/// Where the browser brings the code; it is reached below `/api/wa` too.
pub(super) fn callback() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new().routes(routes!(callback::finish_signup))
}
