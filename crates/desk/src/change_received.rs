//! A customer changes a message of theirs, or takes it back; or the business one of its own, in the provider's app.

use db::{WorkspaceTx, conversations, drafts, lanes, media, messages};
use domain::content::Content;
use domain::ids::{ConversationId, MessageId};
use evidence::Kind;
use serde_json::json;

use crate::apply_event::Applying;
use crate::error::{Error, Result};
use crate::heed_consent::Said;
use crate::inbound_file::keep_file;
use crate::{Desk, names};

impl Desk {
    pub(crate) async fn edit_received(
        &self,
        tx: &mut WorkspaceTx,
        at: &Applying<'_>,
        (target, own): (&str, bool),
        content: &Content,
    ) -> Result<()> {
        let Some(known) = messages::by_provider_id(tx, at.channel.id, own, target).await? else {
            return Applying::fail("the edited message is not here");
        };
        let message = self.hold_message(tx, known.id).await?;
        let kept = keep_file(&message.content, content);
        tx.record(change_record(at, &message, "edited", Some(content)));
        if !messages::edit(tx, message.id, &kept.content, at.said_at()).await? {
            // Changed again since, or taken back: these words were never the last.
            return Ok(());
        }
        kept.save(tx, message.id, at.now).await?;
        let thread = message.conversation;
        conversations::reword(tx, thread, message.id, &kept.content).await?;
        tx.announce(names::message_updated(thread, message.id));
        tx.announce(names::conversation_updated(thread));
        if own {
            return Ok(());
        }
        let conversation = conversations::read(tx, thread)
            .await?
            .ok_or(Error::NotFound)?;
        let said = Said {
            contact: conversation.contact,
            thread,
            message: message.id,
            at: at.said_at(),
        };
        // A draft that answers the old words is out of date.
        let outdated = drafts::supersede_open(tx, thread, at.now).await?;
        if let Some(draft) = outdated {
            tx.announce(names::draft_updated(thread, draft));
        }
        let heeded = self.heed_consent(tx, at, &said, content).await?;
        if outdated.is_some() && !heeded {
            lanes::enqueue(tx, &[names::draft_job(thread, message.id)], at.now).await?;
        }
        Ok(())
    }

    pub(crate) async fn revoke_received(
        &self,
        tx: &mut WorkspaceTx,
        at: &Applying<'_>,
        (target, own): (&str, bool),
    ) -> Result<()> {
        let parts = messages::parts(tx, at.channel.id, own, target).await?;
        if parts.is_empty() {
            return Applying::fail("the deleted message is not here");
        }
        for part in parts {
            let thread = self.revoke_part(tx, at, part).await?;
            // What was proposed may have answered the words that are gone.
            if !own && let Some(draft) = drafts::supersede_open(tx, thread, at.now).await? {
                tx.announce(names::draft_updated(thread, draft));
            }
        }
        Ok(())
    }

    async fn revoke_part(
        &self,
        tx: &mut WorkspaceTx,
        at: &Applying<'_>,
        part: MessageId,
    ) -> Result<ConversationId> {
        let message = self.hold_message(tx, part).await?;
        let thread = message.conversation;
        messages::revoke(tx, message.id, at.said_at()).await?;
        conversations::reword(tx, thread, message.id, &Content::Deleted).await?;
        let files = media::erase_of_message(tx, message.id).await?;
        self.remove_after_commit(tx, &files).await?;
        tx.record(change_record(at, &message, "deleted_by_sender", None));
        tx.announce(names::message_updated(thread, message.id));
        tx.announce(names::conversation_updated(thread));
        Ok(thread)
    }
}

fn change_record(
    at: &Applying<'_>,
    message: &messages::Message,
    what: &str,
    content: Option<&Content>,
) -> db::Record {
    db::Record {
        kind: Kind::Received,
        subject: format!("message:{}", message.id),
        actor: Some("meta".to_owned()),
        payload: json!({
            "change": what,
            "content": content,
            "signature": at.event.signature,
            "journal": at.event.journal_seq,
        }),
        message: Some(message.id),
        conversation: Some(message.conversation),
    }
}
