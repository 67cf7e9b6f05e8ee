//! What the gate looks at, read in the transaction that uses the verdict.

use db::channels::Channel;
use db::contacts::Contact;
use db::conversations::Conversation;
use db::messages::{self, Message};
use db::templates::Stored;
use db::{WorkspaceTx, channels, contacts, conversations, gate_facts, workspaces};
use domain::bar::{Barring, bars};
use domain::channel::ReplyMode;
use domain::gate::{
    CommentFacts, Decider, GateFacts, Intent, SafetyVerdict, TemplateFacts, Verdict, gate,
};
use domain::hours::RuleHours;
use domain::ids::{ConversationId, MessageId};
use domain::template::TemplateValues;
use domain::window::WindowRule;

use crate::Desk;
use crate::error::{Error, Result};
use crate::queue_reply::channels_registry;

/// Beyond this our clock cannot tell whether a window is open.
const CLOCK_OFF: chrono::Duration = chrono::Duration::seconds(60);

/// A thread with everything around it.
#[derive(Debug, Clone)]
pub(crate) struct Thread {
    pub(crate) conversation: Conversation,
    pub(crate) channel: Channel,
    pub(crate) contact: Contact,
}

/// What the facts cannot know by themselves.
#[derive(Debug, Clone, Default)]
pub(crate) struct About {
    pub(crate) safety: Option<SafetyVerdict>,
    pub(crate) overtaken: bool,
    pub(crate) template: Option<TemplateFacts>,
    pub(crate) message: Option<MessageId>,
    pub(crate) comment: Option<CommentFacts>,
}

impl Desk {
    /// The thread, locked until the transaction ends.
    pub(crate) async fn thread(&self, tx: &mut WorkspaceTx, id: ConversationId) -> Result<Thread> {
        let conversation = conversations::lock(tx, id).await?.ok_or(Error::NotFound)?;
        let channel = channels::get(tx, conversation.channel)
            .await?
            .ok_or(Error::NotFound)?;
        let contact = contacts::get(tx, conversation.contact)
            .await?
            .ok_or(Error::NotFound)?;
        Ok(Thread {
            conversation,
            channel,
            contact,
        })
    }

    /// A message with its thread, both locked until the transaction ends: the thread first, as everybody does.
    pub(crate) async fn hold_message(
        &self,
        tx: &mut WorkspaceTx,
        id: MessageId,
    ) -> Result<Message> {
        // A merge may move it between the look and the lock.
        for _ in 0..3 {
            let (conversation, _) = messages::place_of(tx, id).await?.ok_or(Error::NotFound)?;
            if let Some(message) = self.hold_message_in(tx, id, conversation).await? {
                return Ok(message);
            }
        }
        Err(Error::Internal(
            "a message moves between threads".to_owned(),
        ))
    }

    /// The same, for a message that was seen in this thread; `None` when it is in another one by now.
    pub(crate) async fn hold_message_in(
        &self,
        tx: &mut WorkspaceTx,
        id: MessageId,
        conversation: ConversationId,
    ) -> Result<Option<Message>> {
        if conversations::lock(tx, conversation).await?.is_none() {
            return Ok(None);
        }
        let message = messages::lock(tx, id).await?.ok_or(Error::NotFound)?;
        Ok((message.conversation == conversation).then_some(message))
    }

    /// The thread as it stands, not locked: for showing what the gate would say.
    pub(crate) async fn look_at_thread(
        &self,
        tx: &mut WorkspaceTx,
        id: ConversationId,
    ) -> Result<Thread> {
        let conversation = conversations::read(tx, id).await?.ok_or(Error::NotFound)?;
        let channel = channels::get(tx, conversation.channel)
            .await?
            .ok_or(Error::NotFound)?;
        let contact = contacts::get(tx, conversation.contact)
            .await?
            .ok_or(Error::NotFound)?;
        Ok(Thread {
            conversation,
            channel,
            contact,
        })
    }

    /// All facts about a send on this thread.
    pub(crate) async fn facts(
        &self,
        tx: &mut WorkspaceTx,
        thread: &Thread,
        about: &About,
    ) -> Result<GateFacts> {
        let channel = (thread.channel.id, thread.channel.simulated);
        let standing = gate_facts::read(tx, thread.conversation.id, channel, about.message).await?;
        let forbidding = standing.forbidding;
        Ok(GateFacts {
            last_customer_message: thread.conversation.last_customer_at,
            window: window_rule(thread)?,
            comment: about.comment.clone(),
            provider_closed_window_at: thread.conversation.window_closed_by_provider_at,
            consent: thread.contact.consent,
            marketing_stopped: thread.contact.marketing_stopped,
            contact_wrote_first: thread.contact.wrote_first,
            outreach_to_opted_in: standing.outreach_to_opted_in,
            connection: thread.channel.connection,
            bars: bars(&Barring {
                ban: forbidding.ban.as_ref(),
                restrictions: forbidding.restrictions.as_ref(),
                number_status: forbidding.number_status.as_ref(),
                unpaid: forbidding.unpaid.as_ref(),
            }),
            ready: thread.channel.ready,
            reply_mode: self.mode_now(tx, &thread.channel).await?,
            safety: about.safety.unwrap_or(SafetyVerdict::NotApplicable),
            overtaken: about.overtaken,
            human_has_floor: thread.conversation.human_has_floor,
            unknown_outstanding: standing.unknown_outstanding,
            template: about.template.clone(),
            clock_off: !thread.channel.simulated && self.clock_off(),
            simulated: thread.channel.simulated,
        })
    }

    /// The same, to send by: what the person said about being written to, in whatever thread, stays so until the
    /// transaction ends.
    pub(crate) async fn facts_to_send(
        &self,
        tx: &mut WorkspaceTx,
        thread: &Thread,
        about: &About,
    ) -> Result<GateFacts> {
        let wishes = contacts::hold_wishes(tx, thread.contact.id).await?;
        let wishes = wishes.ok_or(Error::NotFound)?;
        let mut facts = self.facts(tx, thread, about).await?;
        facts.consent = wishes.consent;
        facts.marketing_stopped = wishes.marketing_stopped;
        Ok(facts)
    }

    /// What may become of drafts on a channel at this hour: a rule that has no turn now leaves them to people.
    pub(crate) async fn mode_now(
        &self,
        tx: &mut WorkspaceTx,
        channel: &Channel,
    ) -> Result<ReplyMode> {
        let (mode, own) = (channel.reply_mode, &channel.own);
        if mode != ReplyMode::AutoSend || own.rule_hours == RuleHours::Always {
            return Ok(mode);
        }
        let wall = workspaces::wall_clock(tx, self.now()).await?;
        if own.rule_hours.admit(own.hours.as_ref(), wall) {
            return Ok(mode);
        }
        Ok(ReplyMode::DraftOnly)
    }

    /// Time may be played where Meta is; a real one tells with each answer how late it is.
    fn clock_off(&self) -> bool {
        let skew = self.graph().clock_skew();
        skew.is_some_and(|skew| skew.abs() > CLOCK_OFF)
    }

    /// What the gate would answer a person on this thread now. For a template, as if one were chosen and filled.
    pub async fn verdict(
        &self,
        tx: &mut WorkspaceTx,
        id: ConversationId,
        intent: Intent,
    ) -> Result<Verdict> {
        let thread = self.look_at_thread(tx, id).await?;
        let template = (intent == Intent::Template).then(|| TemplateFacts {
            found: true,
            sendable: true,
            status: "APPROVED".to_owned(),
            marketing: false,
            problems: Vec::new(),
        });
        let facts = self
            .facts(
                tx,
                &thread,
                &About {
                    template,
                    ..About::default()
                },
            )
            .await?;
        Ok(gate(intent, Decider::Person, &facts, self.now()))
    }
}

/// What free messages are bound to: in public to nothing, else to what the channel says.
fn window_rule(thread: &Thread) -> Result<WindowRule> {
    if thread.conversation.topic.is_some() {
        return Ok(WindowRule::PUBLIC);
    }
    Ok(channels_registry(thread)?.capability().window_rule())
}

/// A template's part of the facts.
pub(crate) fn template_facts(stored: Option<&Stored>, values: &TemplateValues) -> TemplateFacts {
    match stored {
        None => TemplateFacts {
            found: false,
            sendable: false,
            status: String::new(),
            marketing: false,
            problems: Vec::new(),
        },
        Some(stored) => TemplateFacts {
            found: true,
            sendable: stored.template.status.is_sendable(),
            status: stored.template.status.0.clone(),
            marketing: stored.template.category.eq_ignore_ascii_case("MARKETING"),
            problems: stored.template.problems(values),
        },
    }
}

/// Whether drafting is asked for at all on a channel.
pub(crate) const fn drafts_wanted(mode: ReplyMode) -> bool {
    !matches!(mode, ReplyMode::Off)
}
