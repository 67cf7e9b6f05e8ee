//! The list of threads.
#![expect(
    unused_qualifications,
    reason = "written by the macro that describes the operation"
)]

use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::auth::{InWorkspace, Reads};
use crate::problem::{Problems, Result};
use crate::request::{Ask, Limit, Listed, Place};
use crate::state::ApiState;
use crate::views::{ConversationRow, SearchHint, View, understand};

/// What is listed.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Wanted {
    /// Which threads; all that are open when absent.
    #[serde(default)]
    #[param(inline, value_type = Option<View>)]
    view: View,
    /// Words in a name, a phone number or a message, and operators: `from:`, `is:`, `channel:`, `label:`, `assignee:`.
    q: Option<String>,
    /// Where the page before ended.
    #[param(value_type = Option<String>)]
    cursor: Option<Place>,
    /// Rows of the page, 1 to 100; 50 when absent.
    #[serde(default)]
    #[param(value_type = Option<u16>, minimum = 1, maximum = 100)]
    limit: Limit,
}

/// A page of threads.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ConversationPage {
    /// The rows.
    items: Vec<ConversationRow>,
    /// Where the next page begins; null on the last one.
    #[schema(value_type = Option<String>)]
    next_cursor: Option<Place>,
    /// What in `q` was not understood, and is left out.
    hints: Vec<SearchHint>,
}

/// List threads, newest activity first
///
/// Operators: `is:` with unread, unanswered, draft, closing, closed, failed, open, snoozed or resolved; `assignee:` with
/// me, none or the beginning of a name; `label:` and `channel:` with a name; `from:` with words of the customer's name or
/// number. Values with spaces stand in quotes. What is not understood is left out, and told in `hints`.
#[utoipa::path(
    get,
    path = "/conversations",
    tag = "conversations",
    params(Wanted),
    responses((status = 200, description = "A page", body = ConversationPage), Problems),
    security(("session" = []), ("key" = ["read"])),
)]
pub(crate) async fn list_conversations(
    State(api): State<ApiState>,
    who: InWorkspace<Reads>,
    Ask(wanted): Ask<Wanted>,
) -> Result<Json<ConversationPage>> {
    let mut tx = who.open(&api).await?;
    let now = api.desk().now();
    let (mut filter, hints) = understand(&mut tx, wanted.view, wanted.q.as_deref(), now).await?;
    filter.after = wanted.cursor.map(|place| (place.at, place.id.into()));
    let rows = ConversationRow::list(&api, &mut tx, &filter, wanted.limit.and_one()).await?;
    let page = Listed::cut(rows, wanted.limit, ConversationRow::place);
    Ok(Json(ConversationPage {
        items: page.items,
        next_cursor: page.next_cursor,
        hints,
    }))
}
