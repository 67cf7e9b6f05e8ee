//! Everything a list would show, by id, so that something can be decided about all of it.
#![expect(
    unused_qualifications,
    reason = "written by the macro that describes the operation"
)]

use axum::Json;
use axum::extract::State;
use db::conversations;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::auth::{InWorkspace, Reads};
use crate::problem::{Problem, Problems, Result};
use crate::request::Ask;
use crate::state::ApiState;
use crate::views::{View, understand};

/// Most ids of one answer.
const MOST: i64 = 10_000;

/// What is listed.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Wanted {
    /// Which threads; all that are open when absent.
    #[serde(default)]
    #[param(inline, value_type = Option<View>)]
    view: View,
    /// Words and operators, as in the list.
    q: Option<String>,
}

/// Ids of threads.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ConversationIds {
    /// In the order of the list.
    ids: Vec<Uuid>,
    /// Whether there are more than fit into one answer.
    more: bool,
}

/// List the ids of all threads of a view or search
///
/// At most 10,000. A search that is not understood as a whole is refused here: deciding about more than was meant would
/// be worse than deciding about nothing.
#[utoipa::path(
    get,
    path = "/conversations/ids",
    tag = "conversations",
    params(Wanted),
    responses((status = 200, description = "The ids", body = ConversationIds), Problems),
    security(("session" = []), ("key" = ["read"])),
)]
pub(crate) async fn list_conversation_ids(
    State(api): State<ApiState>,
    who: InWorkspace<Reads>,
    Ask(wanted): Ask<Wanted>,
) -> Result<Json<ConversationIds>> {
    let mut tx = who.open(&api).await?;
    let now = api.desk().now();
    let (filter, hints) = understand(&mut tx, wanted.view, wanted.q.as_deref(), now).await?;
    if let Some(hint) = hints.into_iter().next() {
        return Err(Problem::invalid("q", hint.into_text()));
    }
    let found = conversations::find(&mut tx, &filter, MOST + 1).await?;
    let most = usize::try_from(MOST).unwrap_or(usize::MAX);
    Ok(Json(ConversationIds {
        more: found.len() > most,
        ids: found
            .into_iter()
            .take(most)
            .map(|(id, _)| id.uuid())
            .collect(),
    }))
}
