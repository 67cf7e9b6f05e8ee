//! The people of a workspace.

mod change;
mod list;
mod remove;
mod reset_link;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::state::ApiState;

pub(super) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new()
        .routes(routes!(list::list_members))
        .routes(routes!(change::change_member, remove::remove_member))
        .routes(routes!(reset_link::make_reset_link))
}
