//! Notes among colleagues beside a thread. They never leave the house: nothing that sends reads them.

use db::mentions::{self, Mention};
use db::notes::{self, Note};
use db::{WorkspaceTx, assignments, conversations};
use domain::ids::{ConversationId, NoteId, PersonId};

use crate::error::{Error, Result};
use crate::queue_reply::author_of;
use crate::{Desk, names};

/// The longest note, in characters.
const LONGEST: usize = 8_000;

/// Nobody calls more people together than this with a note.
const MOST_NAMED: usize = 20;

impl Desk {
    /// Writes a note beside a thread. Whom it names, with `@` and their name in the words, is told.
    pub async fn write_note(
        &self,
        tx: &mut WorkspaceTx,
        conversation: ConversationId,
        body: &str,
        named: &[PersonId],
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
        let mentions = mentioned(tx, body, named).await?;
        let note = Note {
            id: NoteId::new(),
            conversation,
            body: body.to_owned(),
            author: author_of(tx),
            author_id: tx.actor().person(),
            mentions,
            at: self.now(),
        };
        notes::insert(tx, &note).await?;
        if !note.mentions.is_empty() {
            mentions::insert(tx, note.id, &note.mentions, note.at).await?;
            tx.announce(names::mention_updated(conversation));
        }
        tx.announce(names::note_updated(conversation));
        Ok(note)
    }

    /// Whoever asks has read what names them beside a thread. False when it is no person: nothing names a script.
    pub async fn read_mentions(
        &self,
        tx: &mut WorkspaceTx,
        conversation: ConversationId,
    ) -> Result<bool> {
        conversations::read(tx, conversation)
            .await?
            .ok_or(Error::NotFound)?;
        let Some(person) = tx.actor().person() else {
            return Ok(false);
        };
        if mentions::mark_read(tx, person, conversation, self.now()).await? {
            tx.announce(names::mention_updated(conversation));
        }
        Ok(true)
    }

    /// Removes a note. People remove their own; who manages the workspace removes any.
    pub async fn remove_note(&self, tx: &mut WorkspaceTx, id: NoteId, any: bool) -> Result<()> {
        let note = notes::get(tx, id).await?.ok_or(Error::NotFound)?;
        let me = tx.actor().person();
        let mine = me.is_some() && note.author_id == me;
        if !mine && !any {
            return Err(Error::Conflict {
                code: "not_yours",
                title: "This is a colleague's note".to_owned(),
                hint: "Ask them to remove it, or an owner.".to_owned(),
            });
        }
        notes::delete(tx, id).await?;
        if !note.mentions.is_empty() {
            tx.announce(names::mention_updated(note.conversation));
        }
        tx.announce(names::note_updated(note.conversation));
        Ok(())
    }
}

/// Whether the words name somebody: `@`, their name, and no further letter.
fn names(body: &str, name: &str) -> bool {
    body.match_indices('@').any(|(at, sign)| {
        body.get(at + sign.len()..)
            .and_then(|after| after.strip_prefix(name))
            .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    })
}

/// Who is named: each belongs to the workspace now, and stands in the words.
async fn mentioned(tx: &mut WorkspaceTx, body: &str, named: &[PersonId]) -> Result<Vec<Mention>> {
    if named.is_empty() {
        return Ok(Vec::new());
    }
    if named.len() > MOST_NAMED {
        return Err(Error::invalid("mentions", "At most 20 people."));
    }
    let members = assignments::members(tx).await?;
    let mut found: Vec<Mention> = Vec::new();
    for person in named {
        let member = members.iter().find(|m| m.id == *person).ok_or_else(|| {
            Error::invalid(
                "mentions",
                "Somebody named here does not belong to this workspace any more.",
            )
        })?;
        if !names(body, &member.name) {
            return Err(Error::invalid(
                "mentions",
                "Everybody who is named stands in the words, as @ and their name.",
            ));
        }
        if found.iter().all(|one| one.person != *person) {
            found.push(Mention {
                person: *person,
                name: member.name.clone(),
            });
        }
    }
    found.sort_by(|a, b| (&a.name, a.person.uuid()).cmp(&(&b.name, b.person.uuid())));
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::names;

    #[test]
    fn a_name_ends_where_it_ends() {
        for (body, name, named) in [
            ("Tolong @Ana", "Ana", true),
            ("@Ana, tolong", "Ana", true),
            ("@Anabel tolong", "Ana", false),
            ("@Anabel dan @Ana", "Ana", true),
            ("a@b @Ana Putri!", "Ana Putri", true),
            ("Ana", "Ana", false),
            ("", "Ana", false),
        ] {
            assert_eq!(names(body, name), named, "{body}");
        }
    }
}
