//! Entering people who agreed, from a table.

mod create;
mod preview;
mod rejects;

use std::collections::BTreeMap;

use desk::{ContactColumns, ContactImport};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use crate::state::ApiState;

pub(super) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new()
        .routes(routes!(create::import_contacts))
        .routes(routes!(preview::preview_contacts))
        .routes(routes!(rejects::left_out_contacts))
}

/// Who is to be entered, and how.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewContactImport {
    /// An uploaded table.
    file: Uuid,
    /// The channel whose kind of numbers these are.
    channel_id: Uuid,
    /// Which column is what: a column's name to one of `phone`, `name`, `consent_source`, `consent_date`, `proof`,
    /// `labels`, or `attribute:` and a name. The number, where a person agreed and when are needed. When absent, what
    /// the same columns were last time, or what their names suggest.
    #[schema(value_type = Option<Object>)]
    mapping: Option<BTreeMap<String, String>>,
    /// The calling code of numbers that have none, such as `62`; the workspace's country when absent, none when empty.
    calling_code: Option<String>,
}

impl From<NewContactImport> for ContactImport {
    fn from(body: NewContactImport) -> Self {
        Self {
            file: body.file.into(),
            channel: body.channel_id.into(),
            columns: body.mapping.map(ContactColumns),
            calling_code: body.calling_code,
        }
    }
}
