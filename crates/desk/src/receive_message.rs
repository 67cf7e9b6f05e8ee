//! A customer's message enters its thread.

use db::contacts::Shown;
use db::conversations::{self, Touch};
use db::messages::{self, NewInbound};
use db::{Record, WorkspaceTx, contacts, drafts, lanes};
use domain::Time;
use domain::content::Content;
use domain::event::InboundMessage;
use domain::identity::IdentityKind;
use domain::ids::{ConversationId, MessageId};
use evidence::Kind;
use serde_json::json;

use crate::apply_event::Applying;
use crate::error::Result;
use crate::heed_consent::Said;
use crate::inbound_file::want_file;
use crate::{Desk, names};

impl Desk {
    pub(crate) async fn receive_message(
        &self,
        tx: &mut WorkspaceTx,
        at: &Applying<'_>,
        message: &InboundMessage,
    ) -> Result<()> {
        let now = at.now;
        let sent_at = at.said_at();
        // What is said in public is not said to the business, and whoever stops there stops nothing.
        let direct = message.topic.is_none();
        let reaction = matches!(message.content, Content::Reaction { .. });
        let shown = Shown {
            name: message.profile_name.as_deref(),
            username: message.from.get(IdentityKind::Username),
            wrote: (message.opens_window && direct) || reaction,
        };
        let when = (sent_at, now);
        let Some(person) =
            contacts::resolve_shown(tx, &at.channel.kind, &message.from, &shown, when).await?
        else {
            // Nobody can be told from it: it stays visible among what was not handled.
            return Applying::fail("no identity in the message");
        };
        let topic = message.topic.as_ref();
        let (thread, new_thread) =
            conversations::ensure(tx, at.channel.id, person.id, topic, now).await?;
        if !person.created {
            contacts::show(tx, person.id, &shown).await?;
        }
        let new_thread = new_thread || self.wake_past(tx, at, thread.id).await?;
        if let Content::Reaction { target, emoji } = &message.content {
            return self
                .receive_reaction(
                    tx,
                    at,
                    (thread.id, sent_at),
                    message,
                    (target, emoji.as_deref()),
                )
                .await;
        }
        let id = MessageId::new();
        let content = want_file(&message.content);
        let new = NewInbound {
            id,
            conversation: thread.id,
            channel: at.channel.id,
            content: &content.content,
            context: &message.context,
            referral: message.referral.as_ref(),
            errors: &message.errors,
            provider_id: &message.provider_id,
            at: sent_at,
            received_at: at.event.received_at,
            simulated: at.channel.simulated,
        };
        let Some(id) = messages::insert_inbound(tx, &new).await? else {
            return Ok(());
        };
        content.save(tx, id, now).await?;
        self.apply_what_came_early(tx, at, &message.provider_id)
            .await?;
        let touch = touch_of(id, sent_at, &content.content, message);
        conversations::touch(tx, thread.id, &touch, now).await?;
        if new_thread {
            self.begin_thread(tx, at, thread.id, direct).await?;
        }
        self.reopen_for_customer(tx, thread.id, now).await?;
        tx.record(received(at, thread.id, id, message, sent_at));
        tx.announce(names::message_created(thread.id, id));
        tx.announce(names::conversation_updated(thread.id));
        let said = Said {
            contact: person.id,
            thread: thread.id,
            message: id,
            at: sent_at,
        };
        if message.opens_window
            && direct
            && self.heed_consent(tx, at, &said, &message.content).await?
        {
            return Ok(());
        }
        self.ask_for_draft(tx, at, (thread.id, new_thread), id, message)
            .await
    }

    async fn begin_thread(
        &self,
        tx: &mut WorkspaceTx,
        at: &Applying<'_>,
        thread: ConversationId,
        direct: bool,
    ) -> Result<()> {
        if direct {
            self.tell_what_was_private(tx, at, thread).await?;
        }
        self.give_to_default(tx, at.channel, thread).await
    }

    /// Webhooks come in any order: an edit or deletion may have come before its message.
    pub(crate) async fn apply_what_came_early(
        &self,
        tx: &mut WorkspaceTx,
        at: &Applying<'_>,
        provider_id: &str,
    ) -> Result<()> {
        let revived = db::events::revive(tx, at.channel.id, provider_id).await?;
        let jobs: Vec<_> = revived
            .into_iter()
            .map(|(event, lane)| names::apply_job(lane, event))
            .collect();
        Ok(lanes::enqueue(tx, &jobs, at.now).await?)
    }

    async fn ask_for_draft(
        &self,
        tx: &mut WorkspaceTx,
        at: &Applying<'_>,
        (thread, made): (ConversationId, bool),
        id: MessageId,
        message: &InboundMessage,
    ) -> Result<()> {
        if !message.opens_window {
            return Ok(());
        }
        // Whatever was proposed answers an earlier message now.
        if !made && let Some(draft) = drafts::supersede_open(tx, thread, at.now).await? {
            tx.announce(names::draft_updated(thread, draft));
        }
        if at.channel.reply_mode != domain::channel::ReplyMode::Off {
            lanes::enqueue(tx, &[names::draft_job(thread, id)], at.now).await?;
        }
        Ok(())
    }

    async fn receive_reaction(
        &self,
        tx: &mut WorkspaceTx,
        at: &Applying<'_>,
        (thread, sent_at): (ConversationId, Time),
        message: &InboundMessage,
        (target, emoji): (&str, Option<&str>),
    ) -> Result<()> {
        let id = MessageId::new();
        let new = NewInbound {
            id,
            conversation: thread,
            channel: at.channel.id,
            content: &message.content,
            context: &message.context,
            referral: None,
            errors: &message.errors,
            provider_id: &message.provider_id,
            at: sent_at,
            received_at: at.event.received_at,
            simulated: at.channel.simulated,
        };
        let Some(id) = messages::insert_inbound(tx, &new).await? else {
            return Ok(());
        };
        messages::react(tx, thread, target, "contact", emoji, sent_at).await?;
        conversations::customer_acted(tx, thread, sent_at, at.now).await?;
        tx.record(received(at, thread, id, message, sent_at));
        let shown = match messages::by_provider_id(tx, at.channel.id, true, target).await? {
            Some(found) => Some(found),
            None => messages::by_provider_id(tx, at.channel.id, false, target).await?,
        };
        match shown {
            Some(found) => tx.announce(names::message_updated(thread, found.id)),
            None => tx.announce(names::conversation_updated(thread)),
        }
        Ok(())
    }
}

/// What the list shows of it.
fn touch_of<'a>(
    id: MessageId,
    at: Time,
    content: &'a Content,
    message: &InboundMessage,
) -> Touch<'a> {
    Touch {
        message: id,
        at,
        direction: "in",
        kind: content.kind(),
        preview: content.words(),
        opens_window: message.opens_window,
        past: false,
    }
}

fn received(
    at: &Applying<'_>,
    thread: ConversationId,
    id: MessageId,
    message: &InboundMessage,
    sent_at: Time,
) -> Record {
    Record {
        kind: Kind::Received,
        subject: format!("message:{id}"),
        actor: Some("meta".to_owned()),
        payload: json!({
            "provider_id": message.provider_id,
            "channel": at.channel.id,
            "signature": at.event.signature,
            "journal": at.event.journal_seq,
            "sent_at": sent_at.to_rfc3339(),
            "content": message.content,
            "simulated": at.channel.simulated,
        }),
        message: Some(id),
        conversation: Some(thread),
    }
}
