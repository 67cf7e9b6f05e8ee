//! Comments under posts, reels, advertisements and live videos, and mentions.

use domain::content::{Content, Context};
use domain::event::{ChannelEvent, Echo, EventBody, InboundMessage};
use domain::identity::{IdentityKind, IdentitySet};
use domain::topic::Topic;
use serde_json::Value;

use super::envelope::Entry;
use crate::json;

/// Reads a comment. A comment of the account itself is its own act told back, so that nobody answers it.
pub(super) fn read(entry: &Entry<'_>, field: &str, value: &Value) -> Result<ChannelEvent, String> {
    let id = json::id(value, "id")
        .or_else(|| json::id(value, "comment_id"))
        .ok_or("the comment has no id")?;
    let parent = json::id(value, "parent_id");
    let from = value.get("from").unwrap_or(&Value::Null);
    let own = from
        .get("self_ig_scoped_id")
        .is_some_and(|own| !own.is_null())
        || (!entry.account.is_empty() && json::id(from, "id").as_ref() == Some(&entry.account));
    let topic = Some(topic(value, field, &id));
    let context = Context {
        quoted: parent.clone(),
        ..Context::default()
    };
    let content = Content::Text {
        body: json::owned(value, "text").unwrap_or_default(),
    };
    let removed = matches!(json::text(value, "verb"), Some("remove" | "delete"));
    let event = if own {
        if removed {
            return Ok(entry.unknown(Some("comments.own_removed"), value));
        }
        let lane = format!("c:{}:{}", entry.account, parent.as_deref().unwrap_or(&id));
        let echo = Echo {
            provider_id: id.clone(),
            to: IdentitySet::new(),
            content,
            context,
            topic,
            in_app: false,
        };
        let key = entry.key("ig.echo", &[&id]);
        entry.event(key, lane, EventBody::Echo(Box::new(echo)), value)
    } else {
        let from = commenter(from).ok_or("nobody can be told to have written it")?;
        let lane = lane(entry, &from);
        if removed {
            let key = entry.key("ig.uncomment", &[&id]);
            entry.event(
                key,
                lane,
                EventBody::Revoke {
                    from,
                    target: id,
                    own: false,
                },
                value,
            )
        } else {
            let key = entry.key("ig.comment", &[&id]);
            let message = InboundMessage {
                provider_id: id,
                from,
                profile_name: None,
                content: if matches!(&content, Content::Text { body } if body.is_empty()) {
                    Content::Unsupported {
                        kind: "comment".to_owned(),
                        note: None,
                    }
                } else {
                    content
                },
                context,
                referral: None,
                errors: Vec::new(),
                opens_window: true,
                topic,
            };
            entry.event(key, lane, EventBody::Message(Box::new(message)), value)
        }
    };
    Ok(at(event, value))
}

/// Somebody named the account in a comment or a caption elsewhere. The older form says neither who nor what: only asking
/// tells it, so it is kept.
pub(super) fn mention(entry: &Entry<'_>, value: &Value) -> ChannelEvent {
    let from = value.get("from").unwrap_or(&Value::Null);
    let own = |from: &IdentitySet| from.get(IdentityKind::UserId) == Some(entry.account.as_str());
    let Some(from) = commenter(from).filter(|from| !own(from)) else {
        return entry.unknown(Some("mentions"), value);
    };
    let story = json::id(value, "story_id");
    let id = json::id(value, "comment_id")
        .or_else(|| json::id(value, "id"))
        .unwrap_or_else(|| format!("mention:{}", hex::encode(json::fingerprint(value))));
    let lane = lane(entry, &from);
    let message = InboundMessage {
        provider_id: id.clone(),
        from,
        profile_name: None,
        content: match json::owned(value, "text") {
            Some(body) => Content::Text { body },
            None => Content::Shared {
                kind: if story.is_some() {
                    "story_mention"
                } else {
                    "mention"
                }
                .to_owned(),
                id: story,
                url: None,
                title: None,
            },
        },
        context: Context::default(),
        referral: None,
        errors: Vec::new(),
        opens_window: false,
        topic: Some(topic(value, "mentions", &id)),
    };
    let key = entry.key("ig.mention", &[&id]);
    at(
        entry.event(key, lane, EventBody::Message(Box::new(message)), value),
        value,
    )
}

/// What it is said under. A body that does not tell has the comment itself as its topic.
fn topic(value: &Value, field: &str, comment: &str) -> Topic {
    let media = value.get("media").unwrap_or(&Value::Null);
    let kind = json::owned(media, "media_product_type");
    Topic {
        id: json::id(media, "id")
            .or_else(|| json::id(value, "media_id"))
            .unwrap_or_else(|| comment.to_owned()),
        kind: kind.or_else(|| (field == "live_comments").then(|| "LIVE".to_owned())),
    }
}

/// Who wrote. A name alone is taken for an id, marked by `@`: it is all that some bodies tell, and better than nobody.
fn commenter(from: &Value) -> Option<IdentitySet> {
    let username = json::text(from, "username");
    let id = json::id(from, "id")
        .or_else(|| username.map(|name| format!("@{}", name.trim().to_lowercase())))?;
    let mut ids = IdentitySet::new().with(IdentityKind::UserId, &id);
    ids.add(IdentityKind::Username, username);
    Some(ids)
}

fn lane(entry: &Entry<'_>, from: &IdentitySet) -> String {
    entry.lane(from.get(IdentityKind::UserId).unwrap_or_default())
}

fn at(mut event: ChannelEvent, value: &Value) -> ChannelEvent {
    event.at = ["timestamp", "created_time"]
        .iter()
        .find_map(|key| json::time(value, key))
        .or(event.at);
    event
}
