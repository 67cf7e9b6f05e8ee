//! A reply is decided: it passes the gate, becomes a row, and waits for its turn to leave.

use db::drafts::Draft;
use db::messages::{self, Message, NewOutbound};
use db::{Record, WorkspaceTx, channels, conversations, drafts, lanes};
use domain::content::{Content, Context};
use domain::gate::{Decider, Intent, Verdict, gate};
use domain::ids::{ChannelId, ConversationId, DraftId, MessageId};
use domain::outbound::Payload;
use domain::template::TemplateValues;
use evidence::Kind;
use serde_json::{Value, json};

use crate::addressing::{quote, under};
use crate::error::{Error, Result};
use crate::facts::{About, Thread};
use crate::{Desk, names};

/// What a person or a script wants to send.
#[derive(Debug, Clone)]
pub enum NewReply {
    /// Words.
    Text {
        /// The words.
        text: String,
        /// The message quoted.
        quote: Option<MessageId>,
    },
    /// An approved template by name.
    Template {
        /// Its name.
        name: String,
        /// Its language.
        language: String,
        /// Values for its variables.
        values: TemplateValues,
    },
    /// A file that was uploaded before.
    Media {
        /// Which.
        media: domain::ids::MediaId,
        /// Words under it.
        caption: Option<String>,
        /// The message quoted.
        quote: Option<MessageId>,
        /// As a plain document, though it could be shown in place.
        as_document: bool,
    },
    /// The one private answer to a comment.
    PrivateReply {
        /// Which comment.
        comment: MessageId,
        /// The words.
        text: String,
    },
    /// A reaction to one of the customer's messages.
    Reaction {
        /// Which message.
        message: MessageId,
        /// The sign; `None` takes it back.
        emoji: Option<String>,
    },
}

/// A send that is decided but not yet a row.
pub(crate) struct Outgoing {
    pub(crate) payload: Payload,
    pub(crate) content: Content,
    pub(crate) context: Context,
    pub(crate) template: Option<Value>,
    pub(crate) draft: Option<DraftId>,
    pub(crate) author: Value,
    pub(crate) decider: Decider,
    pub(crate) about: About,
}

/// A send that is a row now.
pub(crate) struct Queued {
    pub(crate) id: MessageId,
    pub(crate) verdict: Verdict,
}

impl Outgoing {
    /// A draft's words as they stand.
    pub(crate) fn of_draft(draft: &Draft, author: Value, decider: Decider, about: About) -> Self {
        Self {
            payload: Payload::Text {
                body: draft.text.clone(),
                preview_url: false,
            },
            content: Content::Text {
                body: draft.text.clone(),
            },
            context: Context::default(),
            template: None,
            draft: Some(draft.id),
            author,
            decider,
            about,
        }
    }
}

impl Desk {
    /// Queues what a person or script wrote. Refusals carry every reason and are recorded.
    pub async fn queue_reply(
        &self,
        tx: &mut WorkspaceTx,
        id: ConversationId,
        reply: NewReply,
    ) -> Result<MessageId> {
        let outcome = self.try_to_queue(tx, id, reply).await;
        self.note_refusal(tx, id, None, &outcome).await;
        outcome
    }

    /// The same where the thread may go with the asker's transaction: a refusal is then recorded of the channel.
    pub(crate) async fn queue_first(
        &self,
        tx: &mut WorkspaceTx,
        id: ConversationId,
        reply: NewReply,
        channel: ChannelId,
    ) -> Result<MessageId> {
        let outcome = self.try_to_queue(tx, id, reply).await;
        if let Err(Error::Refused(verdict)) = &outcome {
            let mut record = refused(verdict, id, None);
            record.subject = format!("channel:{channel}");
            record.conversation = None;
            self.record_apart(tx, record).await;
        }
        outcome
    }

    /// A refusal is recorded in a transaction of its own, since the asker's is rolled back.
    pub(crate) async fn note_refusal<T: Sync>(
        &self,
        tx: &WorkspaceTx,
        id: ConversationId,
        message: Option<MessageId>,
        outcome: &Result<T>,
    ) {
        let Err(Error::Refused(verdict)) = outcome else {
            return;
        };
        self.record_apart(tx, refused(verdict, id, message)).await;
    }

    async fn record_apart(&self, tx: &WorkspaceTx, record: Record) {
        let subject = record.subject.clone();
        let noted = async {
            let mut note = self.db().worker(tx.workspace()).await?;
            note.act_as(tx.actor().clone());
            note.record(record);
            note.commit(self.now()).await
        };
        if let Err(error) = noted.await {
            tracing::error!(%error, subject, "a refusal could not be recorded");
        }
    }

    async fn try_to_queue(
        &self,
        tx: &mut WorkspaceTx,
        id: ConversationId,
        reply: NewReply,
    ) -> Result<MessageId> {
        let thread = self.thread(tx, id).await?;
        let author = author_of(tx);
        let outgoing = match reply {
            NewReply::Text { text, quote } => self.text(tx, &thread, text, quote, author).await?,
            NewReply::Template {
                name,
                language,
                values,
            } => {
                self.template(tx, &thread, (name, language, values), author)
                    .await?
            }
            NewReply::Media {
                media,
                caption,
                quote,
                as_document,
            } => {
                let words = caption.filter(|c| !c.trim().is_empty());
                self.file(tx, &thread, (media, words, as_document), quote, author)
                    .await?
            }
            NewReply::PrivateReply { comment, text } => {
                self.private_reply(tx, &thread, (comment, text), author)
                    .await?
            }
            NewReply::Reaction { message, emoji } => {
                self.reaction(tx, &thread, message, emoji, author).await?
            }
        };
        let is_reaction = matches!(outgoing.payload, Payload::Reaction { .. });
        let message = self.queue(tx, &thread, outgoing).await?.id;
        if !is_reaction {
            // Somebody answered: what was proposed is overtaken, and rules keep silent.
            if let Some(draft) = drafts::supersede_open(tx, id, self.now()).await? {
                tx.announce(names::draft_updated(id, draft));
            }
            conversations::set_floor(tx, id, true, self.now()).await?;
        }
        Ok(message)
    }

    /// The one way from a decision to a row that will be sent.
    pub(crate) async fn queue(
        &self,
        tx: &mut WorkspaceTx,
        thread: &Thread,
        mut outgoing: Outgoing,
    ) -> Result<Queued> {
        let now = self.now();
        self.choose_comment(tx, thread, &mut outgoing).await?;
        let conversation = thread.conversation.id;
        let intent = Intent::of(&outgoing.payload);
        let facts = self.facts_to_send(tx, thread, &outgoing.about).await?;
        let verdict = gate(intent, outgoing.decider, &facts, now);
        if !verdict.is_admitted() {
            return Err(Error::Refused(Box::new(verdict)));
        }
        check_renders(thread, &outgoing)?;
        let id = MessageId::new();
        let not_before = self.undo_until(tx, &outgoing).await?;
        let new = NewOutbound {
            id,
            conversation,
            channel: thread.channel.id,
            content: &outgoing.content,
            context: &outgoing.context,
            payload: &outgoing.payload,
            author: with_decider(outgoing.author, outgoing.decider),
            draft: outgoing.draft,
            template: outgoing.template,
            at: now,
            not_before,
            simulated: thread.channel.simulated,
        };
        messages::insert_outbound(tx, &new).await?;
        self.attach_file(tx, &outgoing.payload, id).await?;
        if !matches!(outgoing.payload, Payload::Reaction { .. }) {
            let touch = conversations::Touch {
                message: id,
                at: now,
                direction: "out",
                kind: outgoing.content.kind(),
                preview: outgoing.content.words(),
                opens_window: false,
                past: false,
            };
            conversations::touch(tx, conversation, &touch, now).await?;
        }
        let due = not_before.unwrap_or(now);
        lanes::enqueue(tx, &[names::send_job(conversation, id)], due).await?;
        tx.announce(names::message_created(conversation, id));
        tx.announce(names::conversation_updated(conversation));
        Ok(Queued { id, verdict })
    }

    /// In public an answer stands under something: what was chosen, else what was said last.
    async fn choose_comment(
        &self,
        tx: &mut WorkspaceTx,
        thread: &Thread,
        outgoing: &mut Outgoing,
    ) -> Result<()> {
        if thread.conversation.topic.is_some() && outgoing.context.quoted.is_none() {
            let latest = messages::latest_inbound(tx, thread.conversation.id).await?;
            outgoing.context.quoted = latest.and_then(|m| m.provider_id);
        }
        Ok(())
    }

    async fn text(
        &self,
        tx: &mut WorkspaceTx,
        thread: &Thread,
        text: String,
        quote: Option<MessageId>,
        author: Value,
    ) -> Result<Outgoing> {
        if text.trim().is_empty() {
            return Err(Error::invalid("text", "Write something first."));
        }
        let quoted = self.quoted(tx, thread, quote).await?;
        Ok(Outgoing {
            content: Content::Text { body: text.clone() },
            payload: Payload::Text {
                preview_url: text.contains("https://"),
                body: text,
            },
            context: Context {
                quoted,
                ..Context::default()
            },
            template: None,
            draft: None,
            author,
            decider: Decider::Person,
            about: About::default(),
        })
    }

    pub(crate) async fn in_thread(
        &self,
        tx: &mut WorkspaceTx,
        thread: &Thread,
        id: MessageId,
    ) -> Result<Message> {
        messages::get(tx, id)
            .await?
            .filter(|m| m.conversation == thread.conversation.id)
            .ok_or(Error::NotFound)
    }
}

/// Nothing is queued that the channel could not send: its limits are known before anything leaves.
fn check_renders(thread: &Thread, outgoing: &Outgoing) -> Result<()> {
    let channel = channels_registry(thread)?;
    let out = domain::outbound::Outbound {
        to: thread.contact.identities.clone(),
        // What the provider will call the file is known when it has it.
        payload: outgoing.payload.clone().with_file("0"),
        quote: quote(thread, &outgoing.payload, &outgoing.context),
        under: under(thread, &outgoing.payload, &outgoing.context),
        as_person: false,
        attempt: domain::ids::AttemptId(uuid::Uuid::nil()),
    };
    channel
        .render(&out)
        .map(|_| ())
        .map_err(|e| Error::invalid(e.field, e.problem))
}

pub(crate) fn channels_registry(thread: &Thread) -> Result<&'static dyn ::channels::Channel> {
    ::channels::registry::by_kind(thread.channel.kind.as_str())
        .ok_or_else(|| Error::Internal(format!("no channel is called {}", thread.channel.kind)))
}

/// Who writes, as the thread shows it.
pub(crate) fn author_of(tx: &WorkspaceTx) -> Value {
    json!({ "kind": tx.actor().kind(), "name": tx.actor().name() })
}

/// The decision is kept with the message: the gate is asked again before it leaves.
fn with_decider(mut author: Value, decider: Decider) -> Value {
    if let (Some(object), Ok(decider)) = (author.as_object_mut(), serde_json::to_value(decider)) {
        object.insert("decider".to_owned(), decider);
    }
    author
}

/// A refusal, for the chain.
pub(crate) fn refused(
    verdict: &Verdict,
    conversation: ConversationId,
    message: Option<MessageId>,
) -> Record {
    Record {
        kind: Kind::Refused,
        subject: message.map_or_else(
            || format!("conversation:{conversation}"),
            |m| format!("message:{m}"),
        ),
        actor: None,
        payload: json!({ "verdict": verdict }),
        message,
        conversation: Some(conversation),
    }
}

/// Whether a channel exists in this workspace.
pub(crate) async fn channel(tx: &mut WorkspaceTx, id: ChannelId) -> Result<channels::Channel> {
    channels::get(tx, id).await?.ok_or(Error::NotFound)
}
