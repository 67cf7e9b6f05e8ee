//! A person's data goes: names, numbers, words, files, evidence payloads. Rows, times and the chain stay.

use db::erasures::Erased;
use db::{Record, WorkspaceTx, contacts, erasure, evidence_log, long_jobs};
use domain::ids::ContactId;
use evidence::Kind;
use serde_json::json;

use crate::error::{Error, Result};
use crate::import_contacts::ImportContacts;
use crate::long_work::LongWork;
use crate::{Desk, names};

impl Desk {
    /// Erases a person with everything that was merged into them. Cannot be undone; what Meta tells again later has no
    /// effect. The caller commits.
    pub async fn erase_contact(&self, tx: &mut WorkspaceTx, id: ContactId) -> Result<()> {
        contacts::get(tx, id).await?.ok_or(Error::NotFound)?;
        // A table that waits to be entered may name them, in any spelling: it goes, and they do not come back by it.
        for import in long_jobs::unfinished(tx, ImportContacts.kind()).await? {
            self.cancel_long_work(tx, import).await?;
        }
        let now = self.now();
        let known = erasure::gather(tx, id).await?;
        let mut bodies = erasure::empty_events(tx, &known, true).await?;
        erasure::hold(tx, &known).await?;
        // Once more, for what was received in between.
        let person = erasure::gather(tx, id).await?;
        bodies.extend(erasure::empty_events(tx, &person, false).await?);
        let files = erasure::empty(tx, &person, now).await?;
        let entries = evidence_log::erase(tx, &person).await?;
        self.remove_after_commit(tx, &files).await?;
        let gone = person.contacts.iter().map(|id| id.uuid()).collect();
        self.enter_erasure(tx, Erased::Person(gone)).await?;
        tx.record(Record {
            kind: Kind::Erased,
            subject: format!("contact:{id}"),
            actor: None,
            payload: json!({ "conversations": person.threads.len(), "entries": entries }),
            message: None,
            conversation: None,
        });
        for thread in &person.threads {
            tx.announce(names::conversation_updated(*thread));
        }
        tx.announce(names::workspace_changed("contact.updated"));
        // Last, because webhooks for this workspace wait from here until the commit.
        self.erase_bodies(tx, &person, &bodies).await
    }
}
