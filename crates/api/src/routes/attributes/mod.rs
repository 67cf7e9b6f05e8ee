//! What a workspace keeps of its contacts besides names.

mod create;
mod delete;
mod list;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::state::ApiState;

pub(super) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new()
        .routes(routes!(list::list_attributes, create::create_attribute))
        .routes(routes!(delete::delete_attribute))
}
