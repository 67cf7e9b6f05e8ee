//! Erasing a person.

use axum::Json;
use axum::extract::State;
use domain::ids::ContactId;

use super::get::detail;
use crate::auth::{InWorkspace, Owns};
use crate::problem::{Problems, Result};
use crate::request::Id;
use crate::state::ApiState;
use crate::views::ContactDetail;

/// Erase a person
///
/// Names, words, files and the details of evidence go and cannot be brought back. Times, counts and the chain of hashes
/// stay. A session must have been confirmed a moment ago (`403 confirm_needed`).
#[utoipa::path(
    delete,
    path = "/contacts/{id}",
    tag = "contacts",
    params(("id" = Uuid, Path, description = "The contact")),
    responses((status = 200, description = "What is left", body = ContactDetail), Problems),
    security(("session" = []), ("key" = ["manage"])),
)]
pub(crate) async fn erase_contact(
    State(api): State<ApiState>,
    who: InWorkspace<Owns>,
    Id(id): Id<ContactId>,
) -> Result<Json<ContactDetail>> {
    who.confirmed(&api)?;
    let mut tx = who.open(&api).await?;
    api.desk().erase_contact(&mut tx, id).await?;
    let shown = detail(&mut tx, id).await?;
    tx.commit(api.desk().now()).await?;
    Ok(Json(shown))
}
