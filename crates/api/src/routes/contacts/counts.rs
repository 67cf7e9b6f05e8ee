//! How many contacts there are.
#![expect(
    unused_qualifications,
    reason = "written by the macro that describes the operation"
)]

use axum::Json;
use axum::extract::State;
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use super::list::filter;
use crate::auth::{InWorkspace, Reads};
use crate::problem::{Problems, Result};
use crate::request::Ask;
use crate::state::ApiState;
use crate::views::ContactCounts;

/// What is counted.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Counted {
    /// Words of a name or user name, a number or its end, or an id pasted whole.
    q: Option<String>,
    /// Only with this label.
    label_id: Option<Uuid>,
}

/// Count contacts of each consent
#[utoipa::path(
    get,
    path = "/contacts/counts",
    tag = "contacts",
    params(Counted),
    responses((status = 200, description = "The counts", body = ContactCounts), Problems),
    security(("session" = []), ("key" = ["read"])),
)]
pub(crate) async fn count_contacts(
    State(api): State<ApiState>,
    who: InWorkspace<Reads>,
    Ask(counted): Ask<Counted>,
) -> Result<Json<ContactCounts>> {
    let mut tx = who.open(&api).await?;
    let filter = filter(&mut tx, counted.q.as_deref(), counted.label_id).await?;
    let counts = db::contacts::counts(&mut tx, &filter).await?;
    Ok(Json(counts.into()))
}
