//! A person records what a customer agreed to, or stopped, elsewhere.

use db::consents::{self, CARRIED, Entry, MERGED, OWN_SOURCES, RECURRED, SAID, UNMERGED};
use db::{Record, WorkspaceTx};
use domain::consent::Consent;
use domain::ids::{ContactId, MessageId};
use evidence::Kind;
use serde_json::json;

use crate::contact_card::present_contact;
use crate::error::{Error, Result};
use crate::{Desk, names};

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
        let contact = present_contact(tx, id).await?;
        if source.trim().is_empty() {
            return Err(Error::invalid(
                "source",
                "Say where this comes from, such as a form or a call.",
            ));
        }
        if contact.consent == Consent::OptedOut
            && state != Consent::OptedOut
            && own_stop(&consents::decisive(tx, id).await?).is_some()
        {
            return Err(Error::Conflict {
                code: "stopped_by_customer",
                title: "This person said stop".to_owned(),
                hint: "Only they can start again, by writing START.".to_owned(),
            });
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
        tx.announce(names::workspace_changed("contact.updated"));
        Ok(())
    }
}

/// Whether a source of consent is the program's own, which neither a person nor a table may name.
#[must_use]
pub fn is_reserved_source(source: &str) -> bool {
    OWN_SOURCES.contains(&source.trim())
}

/// The message by which a customer stopped, while that holds: only they undo it. Of a ledger, newest first.
pub(crate) fn own_stop(ledger: &[Entry]) -> Option<MessageId> {
    let mut taken_back = 0;
    for entry in ledger {
        match entry.source.as_str() {
            UNMERGED => taken_back += 1,
            MERGED if taken_back > 0 => taken_back -= 1,
            MERGED | CARRIED | RECURRED if entry.message.is_some() => return entry.message,
            SAID if entry.state == Consent::OptedOut => return entry.message,
            SAID => return None,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::consent::Consent::{None as Nothing, OptedIn, OptedOut};

    #[test]
    fn a_customers_own_stop_outlives_what_people_record_and_merge() {
        let message = MessageId::new();
        let at = |n: i64| chrono::DateTime::from_timestamp(n, 0).unwrap();
        let ledger = |words: &[(Consent, &str, bool)]| {
            let entry = |(n, (state, source, by_message)): (usize, &(Consent, &str, bool))| Entry {
                state: *state,
                source: (*source).to_owned(),
                message: by_message.then_some(message),
                note: None,
                at: at(-i64::try_from(n).unwrap()),
            };
            words.iter().enumerate().map(entry).collect::<Vec<_>>()
        };
        for (words, stopped) in [
            (vec![], false),
            (vec![(OptedOut, "desk", false)], false),
            (vec![(OptedOut, "message", true)], true),
            (
                vec![(OptedOut, "desk", false), (OptedOut, "message", true)],
                true,
            ),
            (
                vec![(OptedIn, "message", true), (OptedOut, "message", true)],
                false,
            ),
            // The merge says whose stop it carries; without one it says nothing.
            (
                vec![(OptedOut, MERGED, true), (OptedIn, "message", true)],
                true,
            ),
            (
                vec![(Nothing, MERGED, false), (OptedOut, "message", true)],
                true,
            ),
            (
                vec![(OptedIn, "message", true), (OptedOut, MERGED, true)],
                false,
            ),
            // Taken back, only what was there besides counts.
            (
                vec![
                    (OptedIn, UNMERGED, false),
                    (OptedOut, MERGED, true),
                    (OptedIn, "message", true),
                ],
                false,
            ),
            (
                vec![
                    (OptedOut, UNMERGED, false),
                    (OptedOut, "message", true),
                    (OptedOut, MERGED, true),
                ],
                true,
            ),
            (
                vec![(OptedOut, CARRIED, true), (OptedIn, "message", true)],
                true,
            ),
        ] {
            assert_eq!(own_stop(&ledger(&words)).is_some(), stopped, "{words:?}");
        }
    }
}
