//! A person's data goes: names, words, files, evidence payloads. Rows, times and the chain stay.

use db::{Record, WorkspaceTx, contacts, conversations, evidence_log};
use domain::ids::ContactId;
use evidence::Kind;
use serde_json::json;

use crate::error::{Error, Result};
use crate::{Desk, names};

impl Desk {
    /// Erases a person. Cannot be undone. Raw webhook bodies go when their retention ends.
    pub async fn erase_contact(&self, tx: &mut WorkspaceTx, id: ContactId) -> Result<()> {
        contacts::get(tx, id).await?.ok_or(Error::NotFound)?;
        let now = self.now();
        let threads = conversations::of_contact(tx, id).await?;
        let provider_ids = conversations::provider_ids(tx, &threads).await?;
        conversations::empty_events(tx, &provider_ids).await?;
        let files = conversations::empty(tx, &threads, now).await?;
        let entries = evidence_log::erase(tx, &threads).await?;
        contacts::erase(tx, id, now).await?;
        for file in files {
            self.remove_file(tx.workspace(), file.into());
        }
        tx.record(Record {
            kind: Kind::Erased,
            subject: format!("contact:{id}"),
            actor: None,
            payload: json!({ "conversations": threads.len(), "entries": entries }),
            message: None,
            conversation: None,
        });
        for thread in threads {
            tx.announce(names::conversation_updated(thread));
        }
        Ok(())
    }
}
