//! A person's own views of the inbox. A key is nobody: it has none.

mod change;
mod create;
mod delete;
mod list;

use axum::http::StatusCode;
use db::saved_views::SavedView;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use crate::problem::Problem;
use crate::state::ApiState;

pub(super) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new()
        .routes(routes!(list::list_views))
        .routes(routes!(create::create_view))
        .routes(routes!(change::change_view))
        .routes(routes!(delete::delete_view))
}

/// A view with a name.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SavedView)]
pub(crate) struct OwnView {
    /// Which.
    id: Uuid,
    /// Its name.
    name: String,
    /// What it asks, as typed into the search box.
    query: String,
}

impl From<SavedView> for OwnView {
    fn from(view: SavedView) -> Self {
        Self {
            id: view.id.uuid(),
            name: view.name,
            query: view.query,
        }
    }
}

/// A view to be kept.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewView {
    /// Its name, 1 to 60 characters.
    name: String,
    /// What it asks, at most 200 characters.
    query: String,
}

/// What a key is told.
pub(super) fn only_people() -> Problem {
    Problem::new(
        StatusCode::UNPROCESSABLE_ENTITY,
        "only_people",
        "Only people have this",
    )
    .hint("Sign in as a person; a key has no desk of its own.")
}
