//! One item of `messaging`: a message, a change of one, a sign, a press on a button, that something was read.

use domain::content::{ChoiceSource, Content, Context};
use domain::dedupe::DedupeKey;
use domain::event::{ChannelEvent, Echo, EventBody, InboundMessage, Parsed, StatusUpdate};
use domain::identity::{IdentityKind, IdentitySet};
use domain::status::DeliveryStatus;
use serde_json::Value;

use super::attachment;
use super::envelope::{Entry, unreadable};
use super::parts::{context, flag, quick_reply, referral, sign, text};
use crate::json;

/// One item, with who is on which side of it.
struct Item<'a> {
    entry: &'a Entry<'a>,
    whole: &'a Value,
    /// The other side; `None` when nobody can be told.
    person: Option<String>,
    username: Option<&'a str>,
    /// Told of the business's own act.
    own: bool,
}

/// Reads an item. Each file of a message is an event of its own, since a message here has one content.
pub(super) fn read(entry: &Entry<'_>, whole: &Value, pointer: &str, out: &mut Parsed) {
    let item = Item::of(entry, whole);
    let part = |key: &str| whole.get(key).filter(|v| v.is_object());
    let read = if let Some(message) = part("message") {
        item.message(message)
    } else if let Some(edit) = part("message_edit") {
        item.edit(edit).map(|e| vec![e])
    } else if let Some(reaction) = part("reaction") {
        item.reaction(reaction).map(|e| vec![e])
    } else if let Some(postback) = part("postback") {
        item.postback(postback).map(|e| vec![e])
    } else if let Some(seen) = part("read") {
        item.seen(seen).map(|e| vec![e])
    } else if let Some(referral) = part("referral") {
        item.opened(referral).map(|e| vec![e])
    } else {
        // Passing a conversation between apps, and whatever comes next year.
        Ok(vec![entry.unknown(Some(item.strange()), whole)])
    };
    match read {
        Ok(events) => out.events.extend(events),
        Err(reason) => out.unreadable.push(unreadable(pointer, &reason)),
    }
}

impl<'a> Item<'a> {
    fn of(entry: &'a Entry<'a>, whole: &'a Value) -> Self {
        let side = |key: &str| whole.get(key).and_then(|s| json::id(s, "id"));
        let (sender, recipient) = (side("sender"), side("recipient"));
        let said_echo = whole.get("message").is_some_and(|m| flag(m, "is_echo"));
        let own =
            said_echo || (!entry.account.is_empty() && sender.as_ref() == Some(&entry.account));
        let (person, key) = if own {
            (recipient, "recipient")
        } else {
            (sender, "sender")
        };
        Self {
            entry,
            whole,
            person: person.filter(|id| *id != entry.account),
            username: whole.get(key).and_then(|s| json::text(s, "username")),
            own,
        }
    }

    fn message(&self, message: &Value) -> Result<Vec<ChannelEvent>, String> {
        let mid = json::id(message, "mid").unwrap_or_else(|| self.name());
        // An account that writes to itself tries something out.
        if flag(message, "is_self") || flag(self.whole, "is_self") {
            return Ok(vec![
                self.entry.unknown(Some("messages.is_self"), self.whole),
            ]);
        }
        if flag(message, "is_deleted") {
            if self.own {
                return Ok(vec![
                    self.entry.unknown(Some("messages.own_deleted"), self.whole),
                ]);
            }
            let from = self.ids()?;
            let key = self.entry.key("ig.unsend", &[&mid]);
            return Ok(vec![self.event(
                key,
                EventBody::Revoke {
                    from,
                    target: mid,
                    own: false,
                },
            )]);
        }
        let mut parts = attachment::contents(message);
        if let Some(choice) = quick_reply(message) {
            parts.insert(0, choice);
        }
        if parts.is_empty() {
            parts.push(text(message));
        }
        let mut events = Vec::with_capacity(parts.len());
        for (index, content) in parts.into_iter().enumerate() {
            let id = attachment::part_id(&mid, index);
            events.push(self.said(message, id, content, index == 0)?);
        }
        Ok(events)
    }

    /// One part of a message. What it answers and where it came from belongs to its first part.
    fn said(
        &self,
        message: &Value,
        provider_id: String,
        content: Content,
        first: bool,
    ) -> Result<ChannelEvent, String> {
        let context = if first {
            context(message)
        } else {
            Context::default()
        };
        if self.own {
            let key = self.entry.key("ig.echo", &[&provider_id]);
            let echo = Echo {
                provider_id,
                to: self.ids().unwrap_or_default(),
                content,
                context,
                topic: None,
                in_app: false,
            };
            return Ok(self.event(key, EventBody::Echo(Box::new(echo))));
        }
        let key = self.entry.key("ig.msg", &[&provider_id]);
        let referral = [message.get("referral"), self.whole.get("referral")]
            .into_iter()
            .flatten()
            .find(|r| r.is_object() && first)
            .map(referral);
        let message = InboundMessage {
            provider_id,
            from: self.ids()?,
            profile_name: None,
            content,
            context: Context {
                product: message
                    .pointer("/referral/product")
                    .filter(|_| first)
                    .and_then(|p| Some((String::new(), json::id(p, "id")?))),
                ..context
            },
            referral,
            errors: Vec::new(),
            opens_window: true,
            topic: None,
        };
        Ok(self.event(key, EventBody::Message(Box::new(message))))
    }

    fn edit(&self, edit: &Value) -> Result<ChannelEvent, String> {
        let target = json::id(edit, "mid").ok_or("the change names no message")?;
        if self.own {
            return Ok(self.entry.unknown(Some("message_edit.own"), self.whole));
        }
        let body = json::owned(edit, "text").ok_or("the change has no words")?;
        let key = self
            .entry
            .key("ig.edit", &[&target, &json::said(edit, "num_edit"), &body]);
        let body = EventBody::Edit {
            from: self.ids()?,
            target,
            content: Content::Text { body },
            own: false,
        };
        Ok(self.event(key, body))
    }

    fn reaction(&self, reaction: &Value) -> Result<ChannelEvent, String> {
        let target = json::id(reaction, "mid").ok_or("the sign names no message")?;
        if self.own {
            return Ok(self.entry.unknown(Some("reaction.own"), self.whole));
        }
        let taken_back = json::text(reaction, "action") == Some("unreact");
        let emoji = json::owned(reaction, "emoji")
            .or_else(|| json::text(reaction, "reaction").map(sign))
            .filter(|_| !taken_back);
        if emoji.is_none() && !taken_back {
            return Err("the sign is missing".to_owned());
        }
        let key = self.entry.key(
            "ig.react",
            &[
                self.person.as_deref().unwrap_or(""),
                &target,
                emoji.as_deref().unwrap_or(""),
                &json::said(self.whole, "timestamp"),
            ],
        );
        let content = Content::Reaction { target, emoji };
        self.plain(
            key,
            format!("reaction:{}", hex::encode(key.0)),
            content,
            true,
        )
    }

    fn postback(&self, postback: &Value) -> Result<ChannelEvent, String> {
        if self.own || flag(self.whole, "is_self") || flag(postback, "is_self") {
            return Ok(self.entry.unknown(Some("postback.is_self"), self.whole));
        }
        let id = json::id(postback, "mid").unwrap_or_else(|| self.name());
        let payload = json::owned(postback, "payload");
        let title = json::owned(postback, "title").or_else(|| payload.clone());
        let content = Content::Choice {
            source: ChoiceSource::Button,
            id: payload,
            title: title.ok_or("nothing says what was pressed")?,
            description: None,
            answers: None,
        };
        let key = self.entry.key("ig.msg", &[&id]);
        let mut event = self.plain(key, id, content, true)?;
        if let (EventBody::Message(message), Some(given)) =
            (&mut event.body, postback.get("referral"))
        {
            message.referral = Some(referral(given));
        }
        Ok(event)
    }

    /// The customer came by a link or an advertisement, and said nothing yet: that opens no window.
    fn opened(&self, given: &Value) -> Result<ChannelEvent, String> {
        if self.own {
            return Ok(self.entry.unknown(Some("referral.own"), self.whole));
        }
        let key = self.entry.key(
            "ig.referral",
            &[
                self.person.as_deref().unwrap_or(""),
                &json::said(given, "ref"),
                &json::said(given, "ad_id"),
                &json::said(self.whole, "timestamp"),
            ],
        );
        let id = format!("referral:{}", hex::encode(key.0));
        let mut event = self.plain(key, id, Content::Welcome, false)?;
        if let EventBody::Message(message) = &mut event.body {
            message.referral = Some(referral(given));
        }
        Ok(event)
    }

    fn seen(&self, seen: &Value) -> Result<ChannelEvent, String> {
        let provider_id = json::id(seen, "mid").ok_or("nothing says what was read")?;
        if self.own {
            return Ok(self.entry.unknown(Some("read.own"), self.whole));
        }
        let recipient = self.ids()?;
        let key = self.entry.key("ig.read", &[&provider_id]);
        let body = EventBody::Status(Box::new(StatusUpdate {
            provider_id,
            status: Some(DeliveryStatus::Read),
            word: "read".to_owned(),
            recipient,
            callback: None,
            pricing: None,
            conversation: None,
            errors: Vec::new(),
        }));
        Ok(self.event(key, body))
    }

    fn plain(
        &self,
        key: DedupeKey,
        provider_id: String,
        content: Content,
        opens_window: bool,
    ) -> Result<ChannelEvent, String> {
        let message = InboundMessage {
            provider_id,
            from: self.ids()?,
            profile_name: None,
            content,
            context: Context::default(),
            referral: None,
            errors: Vec::new(),
            opens_window,
            topic: None,
        };
        Ok(self.event(key, EventBody::Message(Box::new(message))))
    }

    fn event(&self, key: DedupeKey, body: EventBody) -> ChannelEvent {
        let lane = match &self.person {
            Some(person) => self.entry.lane(person),
            None => format!("a:{}", self.entry.account),
        };
        let mut event = self.entry.event(key, lane, body, self.whole);
        event.at = json::time(self.whole, "timestamp").or(event.at);
        event
    }

    /// Who is on the other side.
    fn ids(&self) -> Result<IdentitySet, String> {
        let person = self
            .person
            .as_deref()
            .ok_or("nobody can be told to have sent it")?;
        let mut ids = IdentitySet::new().with(IdentityKind::UserId, person);
        ids.add(IdentityKind::Username, self.username);
        Ok(ids)
    }

    /// A name for what has no id: equal for each delivery.
    fn name(&self) -> String {
        format!("unnamed:{}", hex::encode(json::fingerprint(self.whole)))
    }

    /// What an item is about that nobody here knows: the first key beside its surroundings.
    fn strange(&self) -> &str {
        let around = ["sender", "recipient", "timestamp", "is_self"];
        self.whole
            .as_object()
            .into_iter()
            .flat_map(serde_json::Map::keys)
            .map(String::as_str)
            .find(|key| !around.contains(key))
            .unwrap_or("messaging")
    }
}
