//! One contact.

use axum::Json;
use axum::extract::State;
use db::WorkspaceTx;
use domain::ids::ContactId;

use crate::auth::{InWorkspace, Reads};
use crate::problem::{Problem, Problems, Result};
use crate::request::Id;
use crate::state::ApiState;
use crate::views::ContactDetail;

/// Get a contact, with threads, labels, attributes and every change of consent
#[utoipa::path(
    get,
    path = "/contacts/{id}",
    tag = "contacts",
    params(("id" = Uuid, Path, description = "The contact")),
    responses((status = 200, description = "The contact", body = ContactDetail), Problems),
    security(("session" = []), ("key" = ["read"])),
)]
pub(crate) async fn get_contact(
    State(api): State<ApiState>,
    who: InWorkspace<Reads>,
    Id(id): Id<ContactId>,
) -> Result<Json<ContactDetail>> {
    let mut tx = who.open(&api).await?;
    Ok(Json(detail(&mut tx, id).await?))
}

pub(super) async fn detail(tx: &mut WorkspaceTx, id: ContactId) -> Result<ContactDetail> {
    ContactDetail::of(tx, id)
        .await?
        .ok_or_else(Problem::not_found)
}
