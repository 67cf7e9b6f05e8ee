//! What happened with a contact.
#![expect(
    unused_qualifications,
    reason = "written by the macro that describes the operation"
)]

use axum::Json;
use axum::extract::State;
use db::{contact_timeline, contacts};
use domain::ids::ContactId;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::auth::{InWorkspace, Reads};
use crate::problem::{Problem, Problems, Result};
use crate::request::{Ask, Id, Limit, Listed, Place};
use crate::state::ApiState;
use crate::views::Moment;

/// Which part of it.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Wanted {
    /// Where the page before ended.
    #[param(value_type = Option<String>)]
    cursor: Option<Place>,
    /// Rows of the page, 1 to 100; 50 when absent.
    #[serde(default)]
    #[param(value_type = Option<u16>, minimum = 1, maximum = 100)]
    limit: Limit,
}

/// List what happened with a contact, newest first
///
/// Threads that began, what was decided about them, notes, changes of consent and merges. Messages are read in their
/// thread.
#[utoipa::path(
    get,
    path = "/contacts/{id}/timeline",
    tag = "contacts",
    params(("id" = Uuid, Path, description = "The contact"), Wanted),
    responses((status = 200, description = "A page", body = Listed<Moment>), Problems),
    security(("session" = []), ("key" = ["read"])),
)]
pub(crate) async fn contact_timeline(
    State(api): State<ApiState>,
    who: InWorkspace<Reads>,
    Id(id): Id<ContactId>,
    Ask(wanted): Ask<Wanted>,
) -> Result<Json<Listed<Moment>>> {
    let mut tx = who.open(&api).await?;
    contacts::get(&mut tx, id)
        .await?
        .ok_or_else(Problem::not_found)?;
    let before = wanted.cursor.map(|place| (place.at, place.id));
    let rows = contact_timeline::page(&mut tx, id, before, wanted.limit.and_one()).await?;
    let items = rows
        .into_iter()
        .map(Moment::of)
        .collect::<Result<Vec<Moment>>>()?;
    Ok(Json(Listed::cut(items, wanted.limit, Moment::place)))
}
