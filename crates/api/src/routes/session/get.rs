//! Who is signed in.

use axum::Json;

use crate::auth::SignedIn;
use crate::problem::Problems;
use crate::views::Me;

/// Who is signed in
#[utoipa::path(
    get,
    path = "/session",
    tag = "session",
    responses((status = 200, description = "The person, and where they may go", body = Me), Problems),
    security(("session" = [])),
)]
pub(crate) async fn who_am_i(SignedIn(visitor): SignedIn) -> Json<Me> {
    Json(visitor.into())
}
