//! Something of the business's own is told back. Sent from here, it proves that it left, and is no second message. Written
//! by a person in the provider's own app, it enters the thread, and rules keep silent as after any person's answer.

use db::conversations::{self, Conversation, Touch};
use db::events::Ending;
use db::messages::{self, NewEcho};
use db::{Record, WorkspaceTx, app_sync, contacts, drafts, sends};
use domain::content::{Content, Context};
use domain::event::{Echo, StatusUpdate};
use domain::ids::{AttemptId, ConversationId, MessageId};
use domain::status::{DeliveryStatus, StatusSet};
use evidence::Kind;
use serde_json::json;

use crate::apply_event::{Applying, Effect};
use crate::error::Result;
use crate::inbound_file::{WithFile, want_file};
use crate::{Desk, names};

/// An echo is told this soon after what it repeats was decided; webhooks are repeated for no longer.
const TOLD_WITHIN: chrono::Duration = chrono::Duration::days(7);

impl Desk {
    pub(crate) async fn receive_echo(
        &self,
        tx: &mut WorkspaceTx,
        at: &Applying<'_>,
        echo: &Echo,
    ) -> Result<Effect> {
        let kept = Ok(Effect::Had(Ending::Stored));
        // Before the thread is locked: whoever learns this id from the answer to a send waits, or has written it.
        sends::hold_provider_id(tx, at.channel.id, &echo.provider_id).await?;
        let known = messages::by_provider_id(tx, at.channel.id, true, &echo.provider_id).await?;
        if let Some(ours) = known.filter(|one| !one.history) {
            return self.it_left(tx, at, echo, (ours.id, None)).await;
        }
        let Some(thread) = self.thread_of(tx, at, echo).await? else {
            return kept;
        };
        if echo.in_app {
            if !app_sync::seen(tx, at.channel, at.said_at(), at.now).await? {
                return Ok(Effect::Later);
            }
            if let Content::Reaction { target, emoji } = &echo.content {
                return self
                    .reacted_in_app(tx, at, thread.id, (target, emoji.as_deref()))
                    .await;
            }
            self.wake_past(tx, at, thread.id).await?;
            self.written_elsewhere(tx, at, echo, &thread).await?;
            return Ok(Effect::Had(Ending::Applied));
        }
        let since = at.said_at() - TOLD_WITHIN;
        for (message, leaving, content) in
            sends::unsettled(tx, thread.channel, thread.contact, since).await?
        {
            if leaving {
                // The answer that names it is about to come, or to be given up.
                return Ok(Effect::Later);
            }
            if says_the_same(&content, &echo.content) {
                let attempt = sends::last_attempt(tx, message).await?.map(|a| a.id);
                return self.it_left(tx, at, echo, (message, attempt)).await;
            }
        }
        self.written_elsewhere(tx, at, echo, &thread).await?;
        Ok(Effect::Had(Ending::Applied))
    }

    /// One of ours provably reached the provider.
    async fn it_left(
        &self,
        tx: &mut WorkspaceTx,
        at: &Applying<'_>,
        echo: &Echo,
        (message, attempt): (MessageId, Option<AttemptId>),
    ) -> Result<Effect> {
        let update = StatusUpdate {
            provider_id: echo.provider_id.clone(),
            status: Some(DeliveryStatus::Sent),
            word: "echo".to_owned(),
            recipient: echo.to.clone(),
            callback: None,
            pricing: None,
            conversation: None,
            errors: Vec::new(),
        };
        self.join_status(tx, message, attempt, (&update, at.said_at()), at.now)
            .await?;
        let named = (at.channel.id, echo.provider_id.as_str());
        self.join_parked(tx, message, named, at.now).await?;
        Ok(Effect::Had(Ending::Applied))
    }

    /// Where it belongs: under what it answers in public, or with whom it was written to. `None` when nothing here is meant.
    async fn thread_of(
        &self,
        tx: &mut WorkspaceTx,
        at: &Applying<'_>,
        echo: &Echo,
    ) -> Result<Option<Conversation>> {
        if echo.topic.is_some() {
            let Some(answered) = echo.context.quoted.as_deref() else {
                return Ok(None);
            };
            let mut found = messages::by_provider_id(tx, at.channel.id, false, answered).await?;
            if found.is_none() {
                found = messages::by_provider_id(tx, at.channel.id, true, answered).await?;
            }
            return match found {
                Some(message) => Ok(conversations::lock(tx, message.conversation).await?),
                None => Ok(None),
            };
        }
        // To name somebody in a story is no message to them.
        if matches!(&echo.content, Content::Shared { kind, .. } if kind == "story_mention") {
            return Ok(None);
        }
        let said_at = at.said_at();
        let Some(person) =
            contacts::resolve(tx, &at.channel.kind, &echo.to, said_at, at.now).await?
        else {
            return Ok(None);
        };
        let (thread, _) = conversations::ensure(tx, at.channel.id, person.id, None, at.now).await?;
        Ok(Some(thread))
    }

    /// The owner reacted in the app.
    async fn reacted_in_app(
        &self,
        tx: &mut WorkspaceTx,
        at: &Applying<'_>,
        thread: ConversationId,
        (target, emoji): (&str, Option<&str>),
    ) -> Result<Effect> {
        messages::react(tx, thread, target, "business", emoji, at.said_at()).await?;
        tx.announce(names::conversation_updated(thread));
        Ok(Effect::Had(Ending::Applied))
    }

    async fn written_elsewhere(
        &self,
        tx: &mut WorkspaceTx,
        at: &Applying<'_>,
        echo: &Echo,
        thread: &Conversation,
    ) -> Result<()> {
        let said_at = at.said_at();
        let author = author_in_app(at);
        let content = if echo.in_app {
            want_file(&echo.content)
        } else {
            WithFile::none(&echo.content)
        };
        let mut statuses = StatusSet::default();
        statuses.join(DeliveryStatus::Sent, said_at);
        let new = NewEcho {
            id: MessageId::new(),
            conversation: thread.id,
            channel: at.channel.id,
            content: &content.content,
            context: &Context {
                quoted: echo.context.quoted.clone(),
                ..Context::default()
            },
            author,
            provider_id: &echo.provider_id,
            statuses: &statuses,
            at: said_at,
            received_at: at.event.received_at,
            simulated: at.channel.simulated,
        };
        let Some(id) = messages::insert_echo(tx, &new).await? else {
            return Ok(());
        };
        content.save(tx, id, at.now).await?;
        self.apply_what_came_early(tx, at, &echo.provider_id)
            .await?;
        let touch = Touch {
            message: id,
            at: said_at,
            direction: "out",
            kind: echo.content.kind(),
            preview: echo.content.words(),
            opens_window: false,
            past: false,
        };
        conversations::touch(tx, thread.id, &touch, at.now).await?;
        if let Some(draft) = drafts::supersede_open(tx, thread.id, at.now).await? {
            tx.announce(names::draft_updated(thread.id, draft));
        }
        conversations::set_floor(tx, thread.id, true, at.now).await?;
        tx.record(Record {
            kind: Kind::Sent,
            subject: format!("message:{id}"),
            actor: Some("meta".to_owned()),
            payload: json!({
                "provider_id": echo.provider_id, "elsewhere": true, "content": echo.content, "sent_at": said_at.to_rfc3339(),
                "signature": at.event.signature, "journal": at.event.journal_seq, "simulated": at.channel.simulated,
            }),
            message: Some(id),
            conversation: Some(thread.id),
        });
        tx.announce(names::message_created(thread.id, id));
        tx.announce(names::conversation_updated(thread.id));
        let named = (at.channel.id, echo.provider_id.as_str());
        self.join_parked(tx, id, named, at.now).await
    }
}

/// Who wrote it: whoever has the provider's app.
pub(crate) fn author_in_app(at: &Applying<'_>) -> serde_json::Value {
    let app = ::channels::registry::by_kind(at.channel.kind.as_str())
        .map_or_else(String::new, |kind| kind.capability().app);
    json!({ "kind": "person", "name": app, "in_app": true })
}

/// Whether an echo says what was sent. A file's address is the provider's own, so its sort has to do.
fn says_the_same(ours: &Content, told: &Content) -> bool {
    match (ours, told) {
        (Content::Text { body: ours }, Content::Text { body: told }) => ours.trim() == told.trim(),
        (Content::Media(ours), Content::Media(told)) => ours.kind == told.kind,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_same_words_are_ours() {
        let text = |body: &str| Content::Text {
            body: body.to_owned(),
        };
        assert!(says_the_same(&text("Baik, kak "), &text("Baik, kak")));
        assert!(!says_the_same(&text("Baik"), &text("Baik, kak")));
        assert!(!says_the_same(&text(""), &Content::Welcome));
    }
}
