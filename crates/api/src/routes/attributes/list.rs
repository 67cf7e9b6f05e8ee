//! The attributes of a workspace.

use axum::Json;
use axum::extract::State;
use db::attributes;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::auth::{InWorkspace, Reads};
use crate::problem::{Problems, Result};
use crate::request::Listed;
use crate::state::ApiState;
use crate::views::AttributeKind;

/// Something a workspace keeps of its contacts.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Attribute {
    /// Which.
    pub(super) id: Uuid,
    /// Its name.
    pub(super) name: String,
    /// What its values are.
    pub(super) kind: AttributeKind,
    /// How many contacts have a value.
    pub(super) contacts: i64,
}

/// List attributes, by name
#[utoipa::path(
    get,
    path = "/attributes",
    tag = "contacts",
    responses((status = 200, description = "All attributes", body = Listed<Attribute>), Problems),
    security(("session" = []), ("key" = ["read"])),
)]
pub(crate) async fn list_attributes(
    State(api): State<ApiState>,
    who: InWorkspace<Reads>,
) -> Result<Json<Listed<Attribute>>> {
    let mut tx = who.open(&api).await?;
    let rows = attributes::list(&mut tx).await?;
    let rows = rows.into_iter().map(|(attribute, contacts)| Attribute {
        id: attribute.id.uuid(),
        name: attribute.name,
        kind: attribute.kind.into(),
        contacts,
    });
    Ok(Json(Listed::whole(rows.collect())))
}
