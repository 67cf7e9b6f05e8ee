//! One sign-up.

use axum::Json;
use axum::extract::State;
use db::signups;
use domain::ids::SignupId;

use crate::auth::{InWorkspace, Reads};
use crate::problem::{Problem, Problems, Result};
use crate::request::Id;
use crate::state::ApiState;
use crate::views::Signup;

/// Read a sign-up and its steps
#[utoipa::path(
    get,
    path = "/signups/{id}",
    tag = "signups",
    params(("id" = Uuid, Path, description = "The sign-up: the id of its launch")),
    responses((status = 200, description = "How far it came", body = Signup), Problems),
    security(("session" = []), ("key" = ["read"])),
)]
pub(crate) async fn get_signup(
    State(api): State<ApiState>,
    who: InWorkspace<Reads>,
    Id(id): Id<SignupId>,
) -> Result<Json<Signup>> {
    let mut tx = who.open(&api).await?;
    let row = signups::get(&mut tx, id)
        .await?
        .ok_or_else(Problem::not_found)?;
    Ok(Json(Signup::read(&mut tx, row).await?))
}
