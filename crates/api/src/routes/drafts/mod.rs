//! Proposed replies.

mod approve;
mod discard;
mod edit;
mod get;
mod hold;
mod list;
mod today;

use db::WorkspaceTx;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::problem::{Problem, changed};
use crate::state::ApiState;
use crate::views::Draft;

pub(super) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new()
        .routes(routes!(list::list_drafts))
        .routes(routes!(today::count_decisions))
        .routes(routes!(get::get_draft))
        .routes(routes!(hold::hold_draft))
        .routes(routes!(approve::approve_draft))
        .routes(routes!(edit::edit_draft))
        .routes(routes!(discard::discard_draft))
}

/// What to answer when a decision could not be made; when somebody was faster, with the draft as it stands.
async fn faster(api: &ApiState, tx: &mut WorkspaceTx, error: desk::Error) -> Problem {
    let desk::Error::Changed(draft) = error else {
        return error.into();
    };
    match Draft::of(api, tx, *draft).await {
        Ok(draft) => changed()
            .detail(draft.happened(api.desk().now()))
            .draft(draft),
        Err(problem) => problem,
    }
}
