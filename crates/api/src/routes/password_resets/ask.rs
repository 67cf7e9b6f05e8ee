//! Asking for a link.

use axum::extract::State;
use axum::http::StatusCode;
use desk::reset_password;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::auth::AtTheDoor;
use crate::problem::{Problem, Problems, Result};
use crate::request::Json;
use crate::state::ApiState;

/// Whose password was forgotten.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Forgotten {
    /// The address.
    #[schema(format = Email)]
    email: String,
}

/// Ask for a link to set a new password
///
/// The answer is the same whether anybody has the address. Without a mail server it is `409 mail_off`: an owner or
/// communications admin can make a link.
#[utoipa::path(
    post,
    path = "/password-resets",
    tag = "session",
    request_body = Forgotten,
    responses((status = 202, description = "If somebody has the address, a letter is on its way"), Problems),
    security(()),
)]
pub(crate) async fn ask_password_reset(
    State(api): State<ApiState>,
    _: AtTheDoor,
    body: Json<Forgotten>,
) -> Result<StatusCode> {
    let Some(mailer) = api.desk().mailer() else {
        return Err(Problem::new(
            StatusCode::CONFLICT,
            "mail_off",
            "Loket cannot send letters here",
        )
        .hint("Ask an owner or communications admin of your workspace for a link."));
    };
    reset_password::ask(api.desk(), mailer, body.value.email);
    Ok(StatusCode::ACCEPTED)
}
