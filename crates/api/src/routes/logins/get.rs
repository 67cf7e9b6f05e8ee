//! The account that waits to be confirmed.

use axum::Json;
use axum::extract::State;
use domain::ids::SignupId;

use crate::auth::{Connects, InWorkspace};
use crate::problem::{Problems, Result};
use crate::request::Id;
use crate::state::ApiState;
use crate::views::FoundAccount;

/// Look at an account that was signed in to
///
/// Meta is asked now. `409 login_expired` when nobody confirmed it within half an hour.
#[utoipa::path(
    get,
    path = "/logins/{id}",
    tag = "signups",
    params(("id" = Uuid, Path, description = "The sign-in")),
    responses((status = 200, description = "The account, not connected yet", body = FoundAccount), Problems),
    security(("session" = []), ("key" = ["manage"])),
)]
pub(crate) async fn get_login(
    State(api): State<ApiState>,
    who: InWorkspace<Connects>,
    Id(id): Id<SignupId>,
) -> Result<Json<FoundAccount>> {
    let found = api.desk().look_at_login(who.workspace, id).await?;
    Ok(Json(FoundAccount::from(found)))
}
