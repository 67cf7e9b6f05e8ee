//! What names one and was not read yet.

use axum::Json;
use axum::extract::State;
use db::mentions;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::auth::{InWorkspace, Reads};
use crate::problem::{Problems, Result};
use crate::request::Listed;
use crate::state::ApiState;
use crate::views::{Author, Stamp, display_name, read};

/// As many as a person looks through at once.
const MOST: i64 = 50;

/// A note that names the person who asks, and that they have not read.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Mention {
    /// The note.
    note_id: Uuid,
    /// Beside which thread.
    conversation_id: Uuid,
    /// With whom the thread is.
    contact_name: String,
    /// Who wrote it.
    author: Author,
    /// The words.
    body: String,
    /// When.
    at: Stamp,
}

/// List the notes that name one and were not read, newest first
#[utoipa::path(
    get,
    path = "/mentions",
    tag = "notes",
    responses((status = 200, description = "At most 50; none for a key", body = Listed<Mention>), Problems),
    security(("session" = []), ("key" = ["read"])),
)]
pub(crate) async fn list_mentions(
    State(api): State<ApiState>,
    who: InWorkspace<Reads>,
) -> Result<Json<Listed<Mention>>> {
    let Some(me) = who.actor.person() else {
        return Ok(Json(Listed::whole(Vec::new())));
    };
    let mut tx = who.open(&api).await?;
    let found = mentions::unread(&mut tx, me, MOST).await?;
    let items = found.into_iter().map(Mention::of).collect::<Result<_>>()?;
    Ok(Json(Listed::whole(items)))
}

impl Mention {
    fn of(one: mentions::Unread) -> Result<Self> {
        Ok(Self {
            note_id: one.note.uuid(),
            conversation_id: one.conversation.uuid(),
            contact_name: display_name(
                one.contact_name.as_deref(),
                one.username.as_deref(),
                one.phone_tail.as_deref(),
            ),
            author: read("note.author", one.author)?,
            body: one.body,
            at: one.at.into(),
        })
    }
}
