//! App connections: what a person permitted at Meta, and the numbers that live by it.

mod accounts;
mod change;
mod choose;
mod connect;
mod finish;
mod launch;
mod list;
mod numbers;
mod remove;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::state::ApiState;

pub(super) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new()
        .routes(routes!(launch::launch_app_connection))
        .routes(routes!(
            list::list_app_connections,
            finish::finish_app_connection
        ))
        .routes(routes!(
            change::change_app_connection,
            remove::remove_app_connection
        ))
        .routes(routes!(accounts::list_connection_accounts))
        .routes(routes!(choose::choose_connection_account))
        .routes(routes!(numbers::list_connection_numbers))
        .routes(routes!(connect::connect_connection_number))
}
