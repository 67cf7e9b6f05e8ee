//! What a workspace answers from.

mod get;
mod put;
mod try_it;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::state::ApiState;

pub(super) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new()
        .routes(routes!(get::get_knowledge, put::put_knowledge))
        .routes(routes!(try_it::try_question))
}
