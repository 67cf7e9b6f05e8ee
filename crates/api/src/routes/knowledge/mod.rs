//! What a workspace answers from.

mod change;
mod compare;
mod get;
mod put;
mod restore;
mod sources;
mod try_it;
mod uses;
mod versions;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::state::ApiState;

pub(super) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new()
        .routes(routes!(get::get_knowledge, put::put_knowledge))
        .routes(routes!(change::change_knowledge))
        .routes(routes!(versions::list_knowledge_versions))
        .routes(routes!(compare::compare_knowledge))
        .routes(routes!(restore::restore_knowledge))
        .routes(routes!(sources::knowledge_sources))
        .routes(routes!(uses::knowledge_uses))
        .routes(routes!(try_it::try_question))
}
