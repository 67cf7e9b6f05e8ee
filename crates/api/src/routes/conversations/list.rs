//! The list of threads.
#![expect(
    unused_qualifications,
    reason = "written by the macro that describes the operation"
)]

use axum::Json;
use axum::extract::State;
use db::conversations::Filter;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::auth::{InWorkspace, Reads};
use crate::problem::{Problem, Problems, Result};
use crate::request::{Ask, Limit, Listed, Place};
use crate::state::ApiState;
use crate::views::{ConversationRow, closing, word};

/// Longest search, in characters.
const LONGEST_SEARCH: usize = 200;

/// What is listed.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Wanted {
    /// Which threads; all when absent.
    #[serde(default)]
    #[param(inline, value_type = Option<View>)]
    view: View,
    /// Words in a name, a username, a phone number or the newest message.
    q: Option<String>,
    /// Where the page before ended.
    #[param(value_type = Option<String>)]
    cursor: Option<Place>,
    /// Rows of the page, 1 to 100; 50 when absent.
    #[serde(default)]
    #[param(value_type = Option<u16>, minimum = 1, maximum = 100)]
    limit: Limit,
}

/// A view of the list.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum View {
    /// All threads.
    #[default]
    All,
    /// The customer wrote last.
    Unanswered,
    /// A draft waits for a person.
    Waiting,
    /// A draft is held, or the sources do not answer.
    Held,
    /// The window closes within six hours.
    Closing,
    /// Something failed.
    Failed,
    /// Something is unread.
    Unread,
}

/// List threads, newest activity first
#[utoipa::path(
    get,
    path = "/conversations",
    tag = "conversations",
    params(Wanted),
    responses((status = 200, description = "A page", body = Listed<ConversationRow>), Problems),
    security(("session" = []), ("key" = ["read"])),
)]
pub(crate) async fn list_conversations(
    State(api): State<ApiState>,
    who: InWorkspace<Reads>,
    Ask(wanted): Ask<Wanted>,
) -> Result<Json<Listed<ConversationRow>>> {
    let words = wanted.q.filter(|text| !text.trim().is_empty());
    if words
        .as_ref()
        .is_some_and(|text| text.chars().count() > LONGEST_SEARCH)
    {
        return Err(Problem::invalid("q", "at most 200 characters"));
    }
    let (closing_before, open_since) = closing(api.desk().now());
    let filter = Filter {
        view: word(&wanted.view),
        words: words.map(|text| text.trim().to_owned()),
        only: None,
        after: wanted.cursor.map(|place| (place.at, place.id.into())),
        closing_before: Some(closing_before),
        open_since: Some(open_since),
    };
    let mut tx = who.open(&api).await?;
    let rows = ConversationRow::list(&api, &mut tx, &filter, wanted.limit.and_one()).await?;
    Ok(Json(Listed::cut(
        rows,
        wanted.limit,
        ConversationRow::place,
    )))
}
