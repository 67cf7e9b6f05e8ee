//! Files that people give: tables and documents.

mod create;

use axum::extract::DefaultBodyLimit;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::state::ApiState;

/// Larger than other bodies: a file of 10 MB and a little.
const LARGEST: usize = 10 * 1024 * 1024 + 1024;

pub(super) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new()
        .routes(routes!(create::create_upload))
        .layer(DefaultBodyLimit::max(LARGEST))
}
