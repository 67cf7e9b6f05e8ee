//! The contact book.
#![expect(
    unused_qualifications,
    reason = "written by the macro that describes the operation"
)]

use axum::Json;
use axum::extract::State;
use db::{WorkspaceTx, contacts, labels};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use crate::auth::{InWorkspace, Reads};
use crate::problem::{Problem, Problems, Result};
use crate::request::{Ask, Limit, Listed, Place};
use crate::state::ApiState;
use crate::views::{Consent, ContactRow};

/// Longest search, in characters.
const LONGEST_SEARCH: usize = 200;

/// What is listed.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Wanted {
    /// Words of a name or user name, a number or its end, or an id pasted whole.
    q: Option<String>,
    /// Only with this consent.
    #[param(inline)]
    consent: Option<Consent>,
    /// Only with this label.
    label_id: Option<Uuid>,
    /// Where the page before ended.
    #[param(value_type = Option<String>)]
    cursor: Option<Place>,
    /// Rows of the page, 1 to 100; 50 when absent.
    #[serde(default)]
    #[param(value_type = Option<u16>, minimum = 1, maximum = 100)]
    limit: Limit,
}

/// List contacts, the one that came last first
///
/// Contacts that were merged into others, and those whose data was erased, are not listed.
#[utoipa::path(
    get,
    path = "/contacts",
    tag = "contacts",
    params(Wanted),
    responses((status = 200, description = "A page", body = Listed<ContactRow>), Problems),
    security(("session" = []), ("key" = ["read"])),
)]
pub(crate) async fn list_contacts(
    State(api): State<ApiState>,
    who: InWorkspace<Reads>,
    Ask(wanted): Ask<Wanted>,
) -> Result<Json<Listed<ContactRow>>> {
    let mut tx = who.open(&api).await?;
    let mut filter = filter(&mut tx, wanted.q.as_deref(), wanted.label_id).await?;
    filter.consent = wanted.consent.map(Into::into);
    filter.after = wanted.cursor.map(|place| (place.at, place.id.into()));
    let found = contacts::find(&mut tx, &filter, wanted.limit.and_one()).await?;
    let rows = contacts::rows(&mut tx, &found).await?;
    let labels = labels::all(&mut tx).await?;
    let rows = rows.into_iter().map(|row| ContactRow::of(row, &labels));
    Ok(Json(Listed::cut(
        rows.collect(),
        wanted.limit,
        ContactRow::place,
    )))
}

/// What was typed and chosen, as the book is asked. Text without a letter or digit finds nothing, not everybody.
pub(super) async fn filter(
    tx: &mut WorkspaceTx,
    q: Option<&str>,
    label: Option<Uuid>,
) -> Result<contacts::Filter> {
    let text = q.unwrap_or_default().trim();
    if text.chars().count() > LONGEST_SEARCH {
        return Err(Problem::invalid("q", "at most 200 characters"));
    }
    let label = label.map(Into::into);
    if let Some(label) = label
        && labels::all(tx).await?.iter().all(|one| one.id != label)
    {
        return Err(Problem::not_found());
    }
    Ok(contacts::Filter {
        words: domain::search::words(text),
        exact: (!text.is_empty()).then(|| text.to_owned()),
        label,
        ..contacts::Filter::default()
    })
}
