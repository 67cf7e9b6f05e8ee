//! Ready-made replies.

mod change;
mod create;
mod delete;
mod list;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::state::ApiState;

pub(super) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new()
        .routes(routes!(
            list::list_canned_replies,
            create::create_canned_reply
        ))
        .routes(routes!(
            change::change_canned_reply,
            delete::delete_canned_reply
        ))
}
