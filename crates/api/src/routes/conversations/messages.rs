//! The messages of a thread.
#![expect(
    unused_qualifications,
    reason = "written by the macro that describes the operation"
)]

use axum::Json;
use axum::extract::State;
use db::messages::{self, Place as ThreadPlace};
use db::{WorkspaceTx, conversations};
use domain::ids::ConversationId;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::auth::{InWorkspace, Reads};
use crate::problem::{Problem, Problems, Result};
use crate::request::{Ask, Id, Limit, Place};
use crate::state::ApiState;
use crate::views::{Message, MessagePage, place_of};

/// Which messages.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Wanted {
    /// Those before this cursor.
    #[param(value_type = Option<String>)]
    before: Option<Place>,
    /// Those after this cursor. With neither, the newest ones.
    #[param(value_type = Option<String>)]
    after: Option<Place>,
    /// How many, 1 to 100; 50 when absent.
    #[serde(default)]
    #[param(value_type = Option<u16>, minimum = 1, maximum = 100)]
    limit: Limit,
}

/// List a thread's messages, oldest first
#[utoipa::path(
    get,
    path = "/conversations/{id}/messages",
    tag = "conversations",
    params(("id" = Uuid, Path, description = "The thread"), Wanted),
    responses((status = 200, description = "A page", body = MessagePage), Problems),
    security(("session" = []), ("key" = ["read"])),
)]
pub(crate) async fn list_messages(
    State(api): State<ApiState>,
    who: InWorkspace<Reads>,
    Id(id): Id<ConversationId>,
    Ask(wanted): Ask<Wanted>,
) -> Result<Json<MessagePage>> {
    let mut tx = who.open(&api).await?;
    conversations::read(&mut tx, id)
        .await?
        .ok_or_else(Problem::not_found)?;
    let page = match (wanted.before, wanted.after) {
        (Some(_), Some(_)) => {
            return Err(Problem::invalid("before", "give either before or after"));
        }
        (before, None) => older(&mut tx, id, before, wanted.limit).await?,
        (None, Some(after)) => newer(&mut tx, id, after, wanted.limit).await?,
    };
    Ok(Json(page))
}

async fn older(
    tx: &mut WorkspaceTx,
    id: ConversationId,
    before: Option<Place>,
    limit: Limit,
) -> Result<MessagePage> {
    let mut rows = messages::before(tx, id, before.map(thread_place), limit.and_one()).await?;
    let more = rows.len() > limit.rows();
    rows.truncate(limit.rows());
    rows.reverse();
    let older_cursor = if more {
        rows.first().map(place_of)
    } else {
        None
    };
    // Asked without a place, this is the newest page; what comes later is told live.
    let newer_cursor = before.and(rows.last().map(place_of));
    Ok(MessagePage {
        items: Message::list(tx, id, rows).await?,
        older_cursor,
        newer_cursor,
    })
}

async fn newer(
    tx: &mut WorkspaceTx,
    id: ConversationId,
    after: Place,
    limit: Limit,
) -> Result<MessagePage> {
    let mut rows = messages::after(tx, id, thread_place(after), limit.and_one()).await?;
    let more = rows.len() > limit.rows();
    rows.truncate(limit.rows());
    let newer_cursor = if more {
        rows.last().map(place_of)
    } else {
        None
    };
    let older_cursor = rows.first().map(place_of);
    Ok(MessagePage {
        items: Message::list(tx, id, rows).await?,
        older_cursor,
        newer_cursor,
    })
}

fn thread_place(place: Place) -> ThreadPlace {
    ThreadPlace {
        at: place.at,
        id: place.id.into(),
    }
}
