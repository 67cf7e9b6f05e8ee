//! Signing in and out.

mod create;
mod delete;
mod get;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::state::ApiState;

pub(super) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new().routes(routes!(create::sign_in, get::who_am_i, delete::sign_out))
}
