//! Inviting people into a workspace.

mod accept;
mod create;
mod list;
mod open;
mod revoke;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::state::ApiState;

pub(super) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new()
        .routes(routes!(list::list_invitations, create::invite))
        .routes(routes!(revoke::revoke_invitation))
        .routes(routes!(open::open_invitation))
        .routes(routes!(accept::accept_invitation))
}
