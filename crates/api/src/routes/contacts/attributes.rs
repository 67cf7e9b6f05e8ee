//! What is kept of a contact besides names.

use axum::extract::State;
use domain::ids::ContactId;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::get::detail;
use crate::auth::{InWorkspace, Sends};
use crate::problem::{Problems, Result};
use crate::request::{Id, Json};
use crate::state::ApiState;
use crate::views::ContactDetail;

/// A value to be written.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewAttributeValue {
    /// Of which attribute.
    attribute_id: Uuid,
    /// The value: words, a number, a day as `2026-02-28`, `yes` or `no`; null or blank empties it.
    value: Option<String>,
}

/// Write or empty a contact's value of an attribute
#[utoipa::path(
    put,
    path = "/contacts/{id}/attributes",
    tag = "contacts",
    params(("id" = Uuid, Path, description = "The contact")),
    request_body = NewAttributeValue,
    responses((status = 200, description = "The contact", body = ContactDetail), Problems),
    security(("session" = []), ("key" = ["send"])),
)]
pub(crate) async fn set_contact_attribute(
    State(api): State<ApiState>,
    who: InWorkspace<Sends>,
    Id(id): Id<ContactId>,
    body: Json<NewAttributeValue>,
) -> Result<axum::Json<ContactDetail>> {
    let NewAttributeValue {
        attribute_id,
        value,
    } = body.value;
    let mut tx = who.open(&api).await?;
    api.desk()
        .describe_contact(&mut tx, id, attribute_id.into(), value.as_deref())
        .await?;
    let shown = detail(&mut tx, id).await?;
    tx.commit(api.desk().now()).await?;
    Ok(axum::Json(shown))
}
