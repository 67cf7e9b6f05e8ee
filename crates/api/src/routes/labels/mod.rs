//! Labels of a workspace.

mod change;
mod create;
mod delete;
mod list;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::state::ApiState;

pub(super) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new()
        .routes(routes!(list::list_labels))
        .routes(routes!(create::create_label))
        .routes(routes!(change::change_label))
        .routes(routes!(delete::delete_label))
}
