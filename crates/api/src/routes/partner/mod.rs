//! What a partner may do: make workspaces, see sums, and choose how it looks.

mod brand;
mod change_brand;
pub(super) mod create;
mod days;
mod figure;
mod list;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::state::ApiState;

pub(super) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new()
        .routes(routes!(create::provision_workspace, list::list_clients))
        .routes(routes!(brand::get_own_brand, change_brand::change_brand))
        .routes(routes!(days::list_client_days))
}
