//! Notes among colleagues beside a thread. They never leave the house: nothing that sends reads them.

use db::notes::{self, Note};
use db::{Actor, WorkspaceTx, conversations};
use domain::ids::{ConversationId, NoteId};

use crate::error::{Error, Result};
use crate::queue_reply::author_of;
use crate::{Desk, names};

/// The longest note, in characters.
const LONGEST: usize = 8_000;

impl Desk {
    /// Writes a note beside a thread.
    pub async fn write_note(
        &self,
        tx: &mut WorkspaceTx,
        conversation: ConversationId,
        body: &str,
    ) -> Result<Note> {
        let body = body.trim();
        if body.is_empty() {
            return Err(Error::invalid("body", "Write something first."));
        }
        if body.chars().count() > LONGEST {
            return Err(Error::invalid("body", "At most 8,000 characters."));
        }
        conversations::read(tx, conversation)
            .await?
            .ok_or(Error::NotFound)?;
        let note = Note {
            id: NoteId::new(),
            conversation,
            body: body.to_owned(),
            author: author_of(tx),
            author_id: match tx.actor() {
                Actor::Person { id, .. } => Some(*id),
                Actor::Key { .. } | Actor::Rule | Actor::System => None,
            },
            at: self.now(),
        };
        notes::insert(tx, &note).await?;
        tx.announce(names::note_updated(conversation));
        Ok(note)
    }

    /// Removes a note. People remove their own; who manages the workspace removes any.
    pub async fn remove_note(&self, tx: &mut WorkspaceTx, id: NoteId, any: bool) -> Result<()> {
        let note = notes::get(tx, id).await?.ok_or(Error::NotFound)?;
        let mine = match tx.actor() {
            Actor::Person { id, .. } => note.author_id == Some(*id),
            Actor::Key { .. } | Actor::Rule | Actor::System => false,
        };
        if !mine && !any {
            return Err(Error::Conflict {
                code: "not_yours",
                title: "This is a colleague's note".to_owned(),
                hint: "Ask them to remove it, or an owner.".to_owned(),
            });
        }
        notes::delete(tx, id).await?;
        tx.announce(names::note_updated(note.conversation));
        Ok(())
    }
}
