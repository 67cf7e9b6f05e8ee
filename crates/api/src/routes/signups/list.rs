//! Sign-ups on their way.

use axum::Json;
use axum::extract::State;
use db::signups;

use crate::auth::{InWorkspace, Reads};
use crate::problem::{Problems, Result};
use crate::request::Listed;
use crate::state::ApiState;
use crate::views::Signup;

/// List sign-ups that are not finished, oldest first
#[utoipa::path(
    get,
    path = "/signups",
    tag = "signups",
    responses((status = 200, description = "All of them", body = Listed<Signup>), Problems),
    security(("session" = []), ("key" = ["read"])),
)]
pub(crate) async fn list_signups(
    State(api): State<ApiState>,
    who: InWorkspace<Reads>,
) -> Result<Json<Listed<Signup>>> {
    let mut tx = who.open(&api).await?;
    let mut shown = Vec::new();
    for row in signups::unfinished(&mut tx).await? {
        shown.push(Signup::read(&mut tx, row).await?);
    }
    Ok(Json(Listed::whole(shown)))
}
