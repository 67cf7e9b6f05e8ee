//! A note among colleagues.

use domain::ids::PersonId;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::message::Author;
use super::{Stamp, read};
use crate::problem::Result;

/// A note among colleagues, beside a thread. It never leaves the house.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Note {
    /// Which.
    pub(crate) id: Uuid,
    /// Beside which thread.
    conversation_id: Uuid,
    /// The words.
    body: String,
    /// Who wrote it.
    author: Author,
    /// The person who wrote it; null for a script.
    author_id: Option<Uuid>,
    /// When.
    pub(crate) at: Stamp,
}

impl Note {
    pub(crate) fn of(note: db::notes::Note) -> Result<Self> {
        Ok(Self {
            id: note.id.uuid(),
            conversation_id: note.conversation.uuid(),
            body: note.body,
            author: read("note.author", note.author)?,
            author_id: note.author_id.map(PersonId::uuid),
            at: note.at.into(),
        })
    }
}
