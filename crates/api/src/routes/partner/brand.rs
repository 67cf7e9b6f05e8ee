//! A partner looks at its own look, and changes it.

use axum::Json;
use axum::extract::State;

use crate::auth::AsPartner;
use crate::problem::{Problems, Result};
use crate::state::ApiState;
use crate::views::Brand;

/// Get the partner's look
#[utoipa::path(
    get,
    path = "/partner/brand",
    tag = "partner",
    responses((status = 200, description = "The look", body = Brand), Problems),
    security(("session" = []), ("key" = ["partner"])),
)]
pub(crate) async fn get_own_brand(
    State(api): State<ApiState>,
    who: AsPartner,
) -> Result<Json<Brand>> {
    let mut tx = api.desk().db().partner(who.partner).await?;
    Ok(Json(api.desk().brand(&mut tx).await?.into()))
}
