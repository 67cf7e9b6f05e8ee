//! A person records what a customer agreed to, or stopped, elsewhere.

use db::consents::{self, Entry};
use db::{Record, WorkspaceTx, contacts};
use domain::consent::Consent;
use domain::ids::ContactId;
use evidence::Kind;
use serde_json::json;

use crate::Desk;
use crate::error::{Error, Result};

impl Desk {
    /// Changes consent with its source. A stop that the customer wrote is undone only by the customer.
    pub async fn change_consent(
        &self,
        tx: &mut WorkspaceTx,
        id: ContactId,
        state: Consent,
        source: &str,
        note: Option<String>,
    ) -> Result<()> {
        let contact = contacts::get(tx, id).await?.ok_or(Error::NotFound)?;
        if source.trim().is_empty() {
            return Err(Error::invalid(
                "source",
                "Say where this comes from, such as a form or a call.",
            ));
        }
        if contact.consent == Consent::OptedOut && state != Consent::OptedOut {
            let stopped_themselves = consents::ledger(tx, id)
                .await?
                .iter()
                .find(|e| e.source == "message")
                .is_some_and(|e| e.state == Consent::OptedOut);
            if stopped_themselves {
                return Err(Error::Conflict {
                    code: "stopped_by_customer",
                    title: "This person said stop".to_owned(),
                    hint: "Only they can start again, by writing START.".to_owned(),
                });
            }
        }
        let entry = Entry {
            state,
            source: source.to_owned(),
            message: None,
            note,
            at: self.now(),
        };
        consents::change(tx, id, &entry).await?;
        tx.record(Record {
            kind: Kind::Consent,
            subject: format!("contact:{id}"),
            actor: None,
            payload: json!({ "state": state.as_str(), "source": source, "note": entry.note }),
            message: None,
            conversation: None,
        });
        Ok(())
    }
}
