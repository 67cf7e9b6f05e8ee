//! What the provider's own app tells of a number that is used there as well: what was said before the number was connected,
//! how far that is told, and whom the owner knows. None of it is news: it opens no window, wakes nobody, changes no wish.

use db::conversations::{self, Standing, Touch};
use db::events::Ending;
use db::messages::{self, NewPast};
use db::{Record, WorkspaceTx, app_sync, contacts, sends};
use domain::content::Content;
use domain::event::{AppContact, PastMessage, PastTold, StatusUpdate};
use domain::ids::{ConversationId, MessageId};
use domain::status::{DeliveryStatus, StatusSet};
use evidence::Kind;
use serde_json::json;

use crate::apply_event::{Applying, Effect};
use crate::echo_received::author_in_app;
use crate::error::Result;
use crate::inbound_file::want_file;
use crate::{Desk, names};

/// The business does not share what was said before.
const DECLINED: i64 = 2_593_109;

impl Desk {
    /// A message from before enters its thread, where it was said. One that is of the present already stays so.
    pub(crate) async fn receive_past(
        &self,
        tx: &mut WorkspaceTx,
        at: &Applying<'_>,
        past: &PastMessage,
    ) -> Result<()> {
        let (said_at, now) = (at.said_at(), at.now);
        if past.outbound {
            // Whoever learns this id from the answer to a send waits, or has written it.
            sends::hold_provider_id(tx, at.channel.id, &past.provider_id).await?;
        }
        let Some(person) =
            contacts::resolve(tx, &at.channel.kind, &past.person, said_at, now).await?
        else {
            return Applying::fail("no identity in the message");
        };
        let (thread, made) = conversations::ensure(tx, at.channel.id, person.id, None, now).await?;
        if made {
            // Nobody waits for an answer to it.
            conversations::set(tx, thread.id, Standing::Resolved, now).await?;
        }
        let content = want_file(&past.content);
        let mut statuses = StatusSet::default();
        if past.outbound {
            statuses.join(past.status.unwrap_or(DeliveryStatus::Sent), said_at);
        }
        let new = NewPast {
            id: MessageId::new(),
            conversation: thread.id,
            channel: at.channel.id,
            outbound: past.outbound,
            content: &content.content,
            context: &past.context,
            author: past.outbound.then(|| author_in_app(at)),
            provider_id: &past.provider_id,
            statuses: &statuses,
            at: said_at,
            received_at: at.event.received_at,
            simulated: at.channel.simulated,
        };
        let Some(id) = messages::insert_past(tx, &new).await? else {
            return self.past_status(tx, at, past).await;
        };
        content.save(tx, id, now).await?;
        self.apply_what_came_early(tx, at, &past.provider_id)
            .await?;
        if let Content::Reaction { target, emoji } = &past.content {
            let by = if past.outbound { "business" } else { "contact" };
            messages::react(tx, thread.id, target, by, emoji.as_deref(), said_at).await?;
        } else if id == new.id {
            let touch = Touch {
                message: id,
                at: said_at,
                direction: if past.outbound { "out" } else { "in" },
                kind: content.content.kind(),
                preview: content.content.words(),
                opens_window: false,
                past: true,
            };
            conversations::touch(tx, thread.id, &touch, now).await?;
        } else {
            conversations::reword(tx, thread.id, id, &content.content).await?;
        }
        tx.record(told_of(at, thread.id, id, past));
        tx.announce(names::message_created(thread.id, id));
        tx.announce(names::conversation_updated(thread.id));
        if past.outbound {
            let named = (at.channel.id, past.provider_id.as_str());
            self.join_parked(tx, id, named, now).await?;
        }
        Ok(())
    }

    /// It is here already; how far it came may not be known. A failure of long ago is no news.
    async fn past_status(
        &self,
        tx: &mut WorkspaceTx,
        at: &Applying<'_>,
        past: &PastMessage,
    ) -> Result<()> {
        let known =
            messages::by_provider_id(tx, at.channel.id, past.outbound, &past.provider_id).await?;
        let status = past.status.filter(|s| *s != DeliveryStatus::Failed);
        let (Some(known), Some(status)) = (known.filter(|m| m.outbound), status) else {
            return Ok(());
        };
        let update = StatusUpdate {
            provider_id: past.provider_id.clone(),
            status: Some(status),
            word: status.as_str().to_owned(),
            recipient: past.person.clone(),
            callback: None,
            pricing: None,
            conversation: None,
            errors: Vec::new(),
        };
        self.join_status(tx, known.id, None, (&update, at.said_at()), at.now)
            .await
    }

    /// How far the past was told, or that it is not told at all.
    pub(crate) async fn past_told(
        &self,
        tx: &mut WorkspaceTx,
        at: &Applying<'_>,
        told: &PastTold,
    ) -> Result<Effect> {
        for error in &told.errors {
            tracing::info!(code = error.code, title = %error.title, "the past of a number is not told");
        }
        let declined = told.errors.iter().any(|e| e.code == Some(DECLINED));
        let number = |n: Option<u32>| n.and_then(|n| i32::try_from(n).ok());
        app_sync::told(
            tx,
            at.channel.id,
            (number(told.phase), number(told.progress)),
            declined.then(|| at.said_at()),
            at.now,
        )
        .await?;
        tx.announce(names::workspace_changed("channel.updated"));
        self.app_was_open(tx, at).await
    }

    /// What the owner calls somebody, or no longer does. A name of our own stays.
    pub(crate) async fn name_in_app(
        &self,
        tx: &mut WorkspaceTx,
        at: &Applying<'_>,
        known: &AppContact,
    ) -> Result<Effect> {
        let said_at = at.said_at();
        let resolved =
            contacts::resolve(tx, &at.channel.kind, &known.person, said_at, at.now).await?;
        let Some(person) = resolved else {
            return Applying::fail("no identity in the change")
                .map(|()| Effect::Had(Ending::Failed));
        };
        // Threads come before contacts in the order of locks.
        let threads = conversations::lock_of_contacts(tx, &[person.id]).await?;
        if contacts::name_in_app(tx, person.id, known.name.as_deref(), said_at).await? {
            for thread in threads {
                tx.announce(names::conversation_updated(thread));
            }
        }
        self.app_was_open(tx, at).await
    }

    /// It came from the app, so somebody has it.
    async fn app_was_open(&self, tx: &mut WorkspaceTx, at: &Applying<'_>) -> Result<Effect> {
        let known = app_sync::seen(tx, at.channel, at.event.received_at, at.now).await?;
        Ok(if known {
            Effect::Had(Ending::Applied)
        } else {
            Effect::Later
        })
    }

    /// The first thing of the present in a thread that held only the past: it is as if the thread began now. Answers
    /// whether it was so.
    pub(crate) async fn wake_past(
        &self,
        tx: &mut WorkspaceTx,
        at: &Applying<'_>,
        thread: ConversationId,
    ) -> Result<bool> {
        let past = at.channel.coexistence && messages::only_past(tx, thread).await?;
        if past {
            conversations::set(tx, thread, Standing::Open, at.now).await?;
        }
        Ok(past)
    }
}

fn told_of(at: &Applying<'_>, thread: ConversationId, id: MessageId, past: &PastMessage) -> Record {
    Record {
        kind: if past.outbound {
            Kind::Sent
        } else {
            Kind::Received
        },
        subject: format!("message:{id}"),
        actor: Some("meta".to_owned()),
        payload: json!({
            "provider_id": past.provider_id, "channel": at.channel.id, "history": true, "content": past.content,
            "sent_at": at.said_at().to_rfc3339(), "signature": at.event.signature, "journal": at.event.journal_seq,
            "simulated": at.channel.simulated,
        }),
        message: Some(id),
        conversation: Some(thread),
    }
}
