//! Importing a catalogue from a table.

mod create;
mod preview;
mod rejects;

use std::collections::BTreeMap;

use desk::{CatalogueImport, Mapping};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

pub(super) use preview::{ImportColumn, RejectedRow};

use crate::state::ApiState;

pub(super) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new()
        .routes(routes!(create::create_import))
        .routes(routes!(preview::preview_import))
        .routes(routes!(rejects::rejected_rows))
}

/// What is to be imported, and how.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewImport {
    /// An uploaded table.
    file: Uuid,
    /// Which column is what: a column's name to one of `sku`, `name`, `price`, `stock`, `variant`, `aliases`,
    /// `weight_g`, `note`, `description`, `restock`, `url`, or `attribute:` and a name. When absent, what the same
    /// columns were last time, or what their names suggest. An empty cell empties the field.
    #[schema(value_type = Option<Object>)]
    mapping: Option<BTreeMap<String, String>>,
    /// Whether items that the table does not name are removed.
    #[serde(default)]
    remove_missing: bool,
}

impl From<NewImport> for CatalogueImport {
    fn from(body: NewImport) -> Self {
        Self {
            file: body.file.into(),
            mapping: body.mapping.map(Mapping),
            remove_missing: body.remove_missing,
        }
    }
}
