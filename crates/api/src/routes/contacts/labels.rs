//! Which labels a contact carries.

use axum::extract::State;
use domain::ids::{ContactId, LabelId};

use super::get::detail;
use crate::auth::{InWorkspace, Sends};
use crate::problem::{Problems, Result};
use crate::request::{Id, Json};
use crate::routes::conversations::LabelChange;
use crate::state::ApiState;
use crate::views::ContactDetail;

/// Change the labels of a contact
#[utoipa::path(
    post,
    path = "/contacts/{id}/labels",
    tag = "contacts",
    params(("id" = Uuid, Path, description = "The contact")),
    request_body = LabelChange,
    responses((status = 200, description = "The contact", body = ContactDetail), Problems),
    security(("session" = []), ("key" = ["send"])),
)]
pub(crate) async fn change_contact_labels(
    State(api): State<ApiState>,
    who: InWorkspace<Sends>,
    Id(id): Id<ContactId>,
    body: Json<LabelChange>,
) -> Result<axum::Json<ContactDetail>> {
    let ids = |list: Vec<uuid::Uuid>| list.into_iter().map(LabelId::from).collect::<Vec<_>>();
    let (add, remove) = (ids(body.value.add), ids(body.value.remove));
    let mut tx = who.open(&api).await?;
    api.desk()
        .label_contact(&mut tx, id, (&add, &remove))
        .await?;
    let shown = detail(&mut tx, id).await?;
    tx.commit(api.desk().now()).await?;
    Ok(axum::Json(shown))
}
