//! Policies as documents.

mod create;
mod list;
mod remove;
mod save;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::state::ApiState;

pub(super) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new()
        .routes(routes!(list::list_documents, create::create_document))
        .routes(routes!(save::save_document, remove::remove_document))
}
