//! Making an attribute.

use axum::extract::State;
use axum::http::StatusCode;
use serde::Deserialize;
use utoipa::ToSchema;

use super::list::Attribute;
use crate::auth::{InWorkspace, Manages};
use crate::problem::{Problems, Result};
use crate::request::{Answer, Begun, Json, Keyed, once};
use crate::state::ApiState;
use crate::views::AttributeKind;

/// An attribute to be made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewAttribute {
    /// Its name, 1 to 60 characters.
    name: String,
    /// What its values are.
    kind: AttributeKind,
}

/// Make an attribute
#[utoipa::path(
    post,
    path = "/attributes",
    tag = "contacts",
    params(Keyed),
    request_body = NewAttribute,
    responses((status = 201, description = "The attribute", body = Attribute), Problems),
    security(("session" = []), ("key" = ["manage"])),
)]
pub(crate) async fn create_attribute(
    State(api): State<ApiState>,
    who: InWorkspace<Manages>,
    body: Json<NewAttribute>,
) -> Result<Answer> {
    let NewAttribute { name, kind } = body.value;
    let mut work = match once(&api, &who, &body.mark).await? {
        Begun::Fresh(work) => work,
        Begun::Before(answer) => return Ok(answer),
    };
    let made = api
        .desk()
        .add_attribute(&mut work.tx, (&name, kind.into()))
        .await?;
    let shown = Attribute {
        id: made.id.uuid(),
        name: made.name,
        kind: made.kind.into(),
        contacts: 0,
    };
    work.finish(&api, StatusCode::CREATED, &shown).await
}
