//! A note among colleagues.

use domain::ids::PersonId;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::message::Author;
use super::{Named, Stamp, read};
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
    /// Whom it names: in the words each stands as `@` and this name.
    mentions: Vec<Named>,
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
            mentions: note
                .mentions
                .into_iter()
                .map(|one| Named {
                    id: one.person.uuid(),
                    name: one.name,
                })
                .collect(),
            at: note.at.into(),
        })
    }
}
