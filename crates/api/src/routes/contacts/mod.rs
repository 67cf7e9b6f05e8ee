//! Customers of the workspace, and what they agreed to.

mod attributes;
mod consent;
mod counts;
mod erase;
mod get;
mod labels;
mod list;
mod merge;
mod timeline;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::state::ApiState;

pub(super) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new()
        .routes(routes!(list::list_contacts))
        .routes(routes!(counts::count_contacts))
        .routes(routes!(get::get_contact, erase::erase_contact))
        .routes(routes!(timeline::contact_timeline))
        .routes(routes!(labels::change_contact_labels))
        .routes(routes!(merge::preview_merge))
        .routes(routes!(merge::merge_contacts))
        .routes(routes!(attributes::set_contact_attribute))
        .routes(routes!(consent::record_consent))
}
