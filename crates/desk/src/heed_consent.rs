//! STOP and START take effect in the transaction that receives them.

use db::consents::{self, Entry};
use db::{Record, WorkspaceTx, contacts, drafts, workspaces};
use domain::Time;
use domain::consent::{Consent, ConsentWord, consent_word};
use domain::content::Content;
use domain::ids::{ContactId, ConversationId, MessageId};
use evidence::Kind;
use serde_json::json;

use crate::apply_event::Applying;
use crate::confirm_consent::confirmation;
use crate::error::{Error, Result};
use crate::{Desk, names};

/// Who said something, where and when.
pub(crate) struct Said {
    pub(crate) contact: ContactId,
    pub(crate) thread: ConversationId,
    pub(crate) message: MessageId,
    pub(crate) at: Time,
}

impl Desk {
    /// Heeds a word about consent. True when the message was one.
    ///
    /// The provider's times decide, not the order of arrival: a word that is told after a later one is kept in the ledger
    /// and changes nothing. Of two of the same second the one told last holds. What changes nothing is not confirmed again.
    pub(crate) async fn heed_consent(
        &self,
        tx: &mut WorkspaceTx,
        at: &Applying<'_>,
        said: &Said,
        content: &Content,
    ) -> Result<bool> {
        let words = match content {
            Content::Text { body } => body.as_str(),
            Content::Choice { title, .. } => title.as_str(),
            _ => return Ok(false),
        };
        let workspace = workspaces::current(tx).await?;
        let Some(word) = consent_word(words, &workspace.words) else {
            return Ok(false);
        };
        let state = match word {
            ConsentWord::Stop => Consent::OptedOut,
            ConsentWord::Start => Consent::OptedIn,
        };
        // Two threads of one person have lanes of their own.
        contacts::lock(tx, &[said.contact]).await?;
        let before = contacts::get(tx, said.contact)
            .await?
            .ok_or(Error::NotFound)?
            .consent;
        let late = told_late(tx, said, word).await?;
        let entry = Entry {
            state,
            source: consents::SAID.to_owned(),
            message: Some(said.message),
            note: None,
            at: said.at,
        };
        if late {
            consents::remember(tx, said.contact, &entry).await?;
        } else {
            consents::change(tx, said.contact, &entry).await?;
        }
        tx.record(Record {
            kind: Kind::Consent,
            subject: format!("contact:{}", said.contact),
            actor: Some("contact".to_owned()),
            payload: json!({ "state": state.as_str(), "source": consents::SAID, "message": said.message, "overtaken": late }),
            message: Some(said.message),
            conversation: Some(said.thread),
        });
        if late {
            return Ok(true);
        }
        if let Some(draft) = drafts::supersede_open(tx, said.thread, at.now).await? {
            tx.announce(names::draft_updated(said.thread, draft));
        }
        if word == ConsentWord::Stop {
            self.stop_what_waits(tx, said.thread).await?;
        }
        if before != state {
            confirmation(self, tx, said.thread, word, &workspace.locale).await?;
        }
        Ok(true)
    }

    async fn stop_what_waits(&self, tx: &mut WorkspaceTx, thread: ConversationId) -> Result<()> {
        for canceled in db::sends::cancel_queued(tx, thread).await? {
            let stopped = domain::gate::refusal(domain::gate::RefusalCode::OptedOut);
            let verdict = domain::gate::Verdict::Refuse {
                reasons: vec![stopped],
            };
            tx.record(crate::queue_reply::refused(
                &verdict,
                thread,
                Some(canceled),
            ));
            tx.announce(names::message_updated(thread, canceled));
        }
        Ok(())
    }
}

/// Whether they have said the opposite since.
async fn told_late(tx: &mut WorkspaceTx, said: &Said, word: ConsentWord) -> Result<bool> {
    let spoken = consents::decisive(tx, said.contact).await?;
    let mut spoken = spoken.iter().filter(|e| e.source == consents::SAID);
    Ok(match word {
        ConsentWord::Stop => spoken.any(|e| e.state == Consent::OptedIn && e.at > said.at),
        ConsentWord::Start => spoken.any(|e| e.state == Consent::OptedOut && e.at > said.at),
    })
}
