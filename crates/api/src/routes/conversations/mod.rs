//! Threads.

mod assignee;
mod bulk;
mod counts;
mod draft;
mod floor;
mod get;
mod ids;
mod labels;
mod list;
mod messages;
mod notes;
mod read;
mod reply;
mod restore;
mod state;
mod stop_draft;
mod template_suggestions;
mod typing;
mod unread;
mod write_note;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::state::ApiState;

pub(crate) use labels::LabelChange;
pub(super) use reply::FilledTemplate;

pub(super) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new()
        .routes(routes!(list::list_conversations))
        .routes(routes!(counts::count_conversations))
        .routes(routes!(get::get_conversation))
        .routes(routes!(messages::list_messages))
        .routes(routes!(reply::reply))
        .routes(routes!(template_suggestions::suggest_templates))
        .routes(routes!(notes::list_notes, write_note::write_note))
        .routes(routes!(typing::tell_typing))
        .routes(routes!(read::mark_read))
        .routes(routes!(floor::set_floor))
        .routes(routes!(draft::redraft))
        .routes(routes!(stop_draft::stop_draft))
        .routes(routes!(ids::list_conversation_ids))
        .routes(routes!(state::set_state))
        .routes(routes!(assignee::set_assignee))
        .routes(routes!(labels::change_labels))
        .routes(routes!(unread::mark_unread))
        .routes(routes!(bulk::decide_about_many))
        .routes(routes!(restore::restore_conversations))
}
