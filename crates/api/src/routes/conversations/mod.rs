//! Threads.

mod counts;
mod draft;
mod floor;
mod get;
mod list;
mod messages;
mod read;
mod reply;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::state::ApiState;

pub(super) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new()
        .routes(routes!(list::list_conversations))
        .routes(routes!(counts::count_conversations))
        .routes(routes!(get::get_conversation))
        .routes(routes!(messages::list_messages))
        .routes(routes!(reply::reply))
        .routes(routes!(read::mark_read))
        .routes(routes!(floor::set_floor))
        .routes(routes!(draft::redraft))
}
