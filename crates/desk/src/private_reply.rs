//! The one private answer to somebody's public comment.

use db::messages::{self, Message, NewNotice};
use db::{WorkspaceTx, conversations};
use domain::Time;
use domain::content::{Content, Context};
use domain::gate::{CommentFacts, Decider};
use domain::ids::{ChannelId, ConversationId, MessageId};
use domain::outbound::Payload;
use domain::window::private_until;
use serde_json::Value;

use crate::apply_event::Applying;
use crate::error::{Error, Result};
use crate::facts::{About, Thread};
use crate::queue_reply::Outgoing;
use crate::{Desk, names};

/// Whether a comment may still be answered in private.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PrivateAnswer {
    /// Until when, as far as time goes.
    pub until: Time,
    /// Whether it was answered so, or is about to be.
    pub answered: bool,
    /// The direct conversation with whoever wrote it.
    pub conversation: Option<ConversationId>,
}

impl Desk {
    /// How a public comment stands for a private answer; anything else is invalid.
    pub async fn private_answer(
        &self,
        tx: &mut WorkspaceTx,
        comment: MessageId,
    ) -> Result<PrivateAnswer> {
        let message = messages::get(tx, comment).await?.ok_or(Error::NotFound)?;
        let thread = conversations::read(tx, message.conversation).await?;
        let is_public = thread.is_some_and(|thread| thread.topic.is_some());
        let name = message.provider_id.clone();
        let name = name.filter(|_| is_public && !message.outbound);
        let name = name.ok_or_else(no_comment)?;
        let facts = facts_of(tx, &message, &name, None).await?;
        Ok(PrivateAnswer {
            until: private_until(facts.written_at),
            answered: facts.answered,
            conversation: messages::direct_with(tx, message.conversation).await?,
        })
    }

    pub(crate) async fn private_reply(
        &self,
        tx: &mut WorkspaceTx,
        thread: &Thread,
        (comment, text): (MessageId, String),
        author: Value,
    ) -> Result<Outgoing> {
        if text.trim().is_empty() {
            return Err(Error::invalid("text", "Write something first."));
        }
        let target = self.in_thread(tx, thread, comment).await?;
        let public = thread.conversation.topic.is_some() && !target.outbound;
        let name = target
            .provider_id
            .clone()
            .filter(|_| public)
            .ok_or_else(no_comment)?;
        let about = About {
            comment: Some(facts_of(tx, &target, &name, None).await?),
            ..About::default()
        };
        Ok(Outgoing {
            content: Content::Text { body: text.clone() },
            payload: Payload::PrivateReply {
                comment: name.clone(),
                body: text,
            },
            context: Context {
                quoted: Some(name),
                private: true,
                ..Context::default()
            },
            template: None,
            draft: None,
            author,
            decider: Decider::Person,
            about,
        })
    }

    /// The comment that a queued private answer is for, as it stands now.
    pub(crate) async fn comment_facts(
        &self,
        tx: &mut WorkspaceTx,
        message: &Message,
    ) -> Result<Option<CommentFacts>> {
        let Some(Payload::PrivateReply { comment, .. }) = &message.payload else {
            return Ok(None);
        };
        match messages::by_provider_id(tx, message.channel, false, comment).await? {
            Some(target) => Ok(Some(
                facts_of(tx, &target, comment, Some(message.id)).await?,
            )),
            None => Ok(None),
        }
    }
}

/// As many characters of a private answer stand in the direct conversation.
const SHOWN: usize = 200;
/// Meta lets one answer in private for seven days; whoever comes back later finds it all the same.
const REMEMBERED: chrono::Duration = chrono::Duration::days(30);

impl Desk {
    /// A private answer left: the direct conversation says so, when there is one. It is otherwise told when that begins.
    pub(crate) async fn tell_directly(
        &self,
        tx: &mut WorkspaceTx,
        message: &Message,
        now: Time,
    ) -> Result<()> {
        let Some(Payload::PrivateReply { body, .. }) = &message.payload else {
            return Ok(());
        };
        let Some(direct) = messages::direct_with(tx, message.conversation).await? else {
            return Ok(());
        };
        let author = message.author.clone().unwrap_or(Value::Null);
        let place = (direct, message.channel, message.simulated);
        told(tx, place, body, author, now).await
    }

    /// Whoever commented writes for the first time: what they were answered in private stands above.
    pub(crate) async fn tell_what_was_private(
        &self,
        tx: &mut WorkspaceTx,
        at: &Applying<'_>,
        direct: ConversationId,
    ) -> Result<()> {
        for one in messages::private_answers(tx, direct, at.now - REMEMBERED).await? {
            let place = (direct, at.channel.id, at.channel.simulated);
            told(tx, place, &one.text, one.author, one.at).await?;
        }
        Ok(())
    }
}

async fn told(
    tx: &mut WorkspaceTx,
    (direct, channel, simulated): (ConversationId, ChannelId, bool),
    words: &str,
    author: Value,
    at: Time,
) -> Result<()> {
    let mut body: String = words.chars().take(SHOWN).collect();
    if body.len() < words.len() {
        body.push('…');
    }
    let content = Content::System {
        event: "conversation_private_answer".to_owned(),
        body: Some(body),
    };
    let notice = NewNotice {
        id: MessageId::new(),
        conversation: direct,
        channel,
        content: &content,
        author,
        at,
        simulated,
    };
    messages::insert_notice(tx, &notice).await?;
    tx.announce(names::message_created(direct, notice.id));
    Ok(())
}

fn no_comment() -> Error {
    Error::invalid("message_id", "Only a comment can be answered in private.")
}

async fn facts_of(
    tx: &mut WorkspaceTx,
    comment: &Message,
    name: &str,
    except: Option<MessageId>,
) -> Result<CommentFacts> {
    let answered = messages::answered_in_private(tx, comment.conversation, name, except).await?;
    Ok(CommentFacts {
        written_at: comment.at,
        answered,
    })
}
