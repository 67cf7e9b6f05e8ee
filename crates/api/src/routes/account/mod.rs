//! One's own account: what protects it.

mod codes_off;
mod codes_on;
mod codes_propose;
mod get;
mod password;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::state::ApiState;

pub(super) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new()
        .routes(routes!(get::account))
        .routes(routes!(password::change_password))
        .routes(routes!(
            codes_propose::propose_codes,
            codes_on::turn_codes_on,
            codes_off::turn_codes_off
        ))
}
