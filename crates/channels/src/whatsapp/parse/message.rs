//! One item of `messages`.

use domain::content::{Content, Context, Referral};
use domain::dedupe::DedupeKey;
use domain::event::{ChannelEvent, EventBody, InboundMessage};
use serde_json::Value;

use super::content;
use super::envelope::Change;
use super::people::{self, People};
use super::system;
use crate::json;

/// Types that are the customer's own act and open the window. Reactions count: Meta counts any message of a user.
const OWN_ACTS: &[&str] = &[
    "text",
    "image",
    "video",
    "audio",
    "voice",
    "document",
    "sticker",
    "location",
    "contacts",
    "interactive",
    "button",
    "reaction",
    "order",
];

/// What a customer can send that Meta does not pass on; the notice of it is still their act. An `unsupported` without
/// such a word may as well be a deletion, which opens nothing.
const OWN_ACTS_UNSUPPORTED: &[&str] = &[
    "poll",
    "pool",
    "poll_creation",
    "event",
    "event_creation",
    "video_note",
    "live_location",
    "group_invite",
    "sticker_pack",
    "gif",
    "album",
];

/// Reads a message. The error says why nobody could do anything with it.
pub(super) fn read(
    change: &Change<'_>,
    people: &People<'_>,
    item: &Value,
) -> Result<ChannelEvent, String> {
    if !item.is_object() {
        return Err("an object is expected here".to_owned());
    }
    let id = provider_id(item);
    let kind = content::kind(item);
    if let Some(group) = json::id(item, "group_id") {
        return Ok(group_message(change, item, &id, &group));
    }
    let person = people.sender(item);
    let (dedupe, body) = match kind {
        "edit" | "revoke" => (
            DedupeKey::of(
                "wa.msgx",
                &[
                    change.number.as_bytes(),
                    id.as_bytes(),
                    kind.as_bytes(),
                    json::said(item, "timestamp").as_bytes(),
                ],
            ),
            changed(kind, item, &person.ids, false),
        ),
        "system" => (
            key(change, &id),
            system::identity_change(item, &person.ids, &id),
        ),
        _ => (key(change, &id), None),
    };
    let lane = match &body {
        Some(EventBody::IdentityChange { old, new, .. }) => {
            people::lane(&change.number, old).or_else(|| people::lane(&change.number, new))
        }
        _ => people::lane(&change.number, &person.ids),
    };
    let lane = lane.ok_or("nobody can be told to have sent it")?;
    let body = body.unwrap_or_else(|| {
        EventBody::Message(Box::new(InboundMessage {
            provider_id: id,
            from: person.ids,
            profile_name: person.name,
            content: content::read(kind, item),
            context: context(item),
            referral: referral(item),
            errors: json::errors(item),
            opens_window: opens_window(kind, item),
            topic: None,
        }))
    });
    Ok(ChannelEvent {
        route: change.number_route(),
        dedupe,
        lane,
        at: json::time(item, "timestamp"),
        body,
        raw: item.clone(),
    })
}

fn key(change: &Change<'_>, id: &str) -> DedupeKey {
    DedupeKey::of("wa.msg", &[change.number.as_bytes(), id.as_bytes()])
}

/// The message's id. One that has none is named by its content: equal for each delivery, and the customer's words are
/// not lost. Such a name starts with `unnamed:` and means nothing to Meta.
pub(super) fn provider_id(item: &Value) -> String {
    json::id(item, "id")
        .unwrap_or_else(|| format!("unnamed:{}", hex::encode(json::fingerprint(item))))
}

/// Messages in groups are not between a business and one person: stored, not shown as a conversation.
fn group_message(change: &Change<'_>, item: &Value, id: &str, group: &str) -> ChannelEvent {
    ChannelEvent {
        route: change.number_route(),
        dedupe: key(change, id),
        lane: format!("g:{}:{group}", change.number),
        at: json::time(item, "timestamp"),
        body: EventBody::Unknown {
            object: change.object.to_owned(),
            field: Some("messages.group_id".to_owned()),
        },
        raw: item.clone(),
    }
}

/// An edit or a deletion, when it says of which message; else it is shown as a message we cannot show.
pub(super) fn changed(
    kind: &str,
    item: &Value,
    from: &domain::identity::IdentitySet,
    own: bool,
) -> Option<EventBody> {
    if !matches!(kind, "edit" | "revoke") {
        return None;
    }
    let inner = item.get(kind)?;
    let target = json::id(inner, "original_message_id")?;
    if kind == "revoke" {
        return Some(EventBody::Revoke {
            from: from.clone(),
            target,
            own,
        });
    }
    let message = inner.get("message").filter(|m| m.is_object())?;
    Some(EventBody::Edit {
        from: from.clone(),
        target,
        content: content::read(content::kind(message), message),
        own,
    })
}

fn opens_window(kind: &str, item: &Value) -> bool {
    match kind {
        "unsupported" => item
            .get("unsupported")
            .and_then(|u| json::text(u, "type"))
            .is_some_and(|t| OWN_ACTS_UNSUPPORTED.contains(&t)),
        // The phone gives a permission by itself when the customer calls.
        "interactive" => {
            item.pointer("/interactive/call_permission_reply/response_source")
                .and_then(Value::as_str)
                != Some("automatic")
        }
        kind => OWN_ACTS.contains(&kind),
    }
}

pub(super) fn context(item: &Value) -> Context {
    let Some(context) = item.get("context") else {
        return Context::default();
    };
    let flag = |key: &str| context.get(key).and_then(Value::as_bool) == Some(true);
    let product = context.get("referred_product").and_then(|p| {
        let product = json::id(p, "product_retailer_id")?;
        Some((json::id(p, "catalog_id").unwrap_or_default(), product))
    });
    Context {
        quoted: json::id(context, "id"),
        forwarded: flag("forwarded"),
        frequently_forwarded: flag("frequently_forwarded"),
        product,
        story: None,
        private: false,
    }
}

fn referral(item: &Value) -> Option<Referral> {
    let referral = item.get("referral").filter(|r| r.is_object())?;
    Some(Referral {
        source_type: json::owned(referral, "source_type"),
        source_id: json::id(referral, "source_id"),
        source_url: json::owned(referral, "source_url"),
        headline: json::owned(referral, "headline"),
        body: json::owned(referral, "body"),
        click_id: json::id(referral, "ctwa_clid"),
    })
}

/// Content that says it cannot be shown, and why.
pub(super) fn unsupported(kind: &str, note: Option<String>) -> Content {
    Content::Unsupported {
        kind: kind.to_owned(),
        note,
    }
}
