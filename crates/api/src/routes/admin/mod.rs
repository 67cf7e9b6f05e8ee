//! What the platform's administrators may do.

mod partner;
mod person;
mod workspace;

pub(in crate::routes) use person::MemberRole;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::state::ApiState;

pub(super) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new()
        .routes(routes!(partner::create_partner))
        .routes(routes!(workspace::create_workspace))
        .routes(routes!(person::create_person))
}
