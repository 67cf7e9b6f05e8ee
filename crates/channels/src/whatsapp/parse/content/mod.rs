//! What a message says, one file for each family of types.

mod cards;
mod choice;
mod media;
mod order;

use domain::content::Content;
use serde_json::Value;

use super::message::unsupported;
use crate::json;

/// Types told by their own object when a message lacks the word.
const TOLD_BY_CONTENT: &[&str] = &[
    "text",
    "image",
    "video",
    "audio",
    "document",
    "sticker",
    "location",
    "contacts",
    "interactive",
    "button",
    "reaction",
    "order",
    "system",
    "edit",
    "revoke",
];

/// The type of a message: its word, or the object it carries. A message of neither is `unknown`.
pub(super) fn kind(item: &Value) -> &str {
    json::text(item, "type").unwrap_or_else(|| {
        TOLD_BY_CONTENT
            .iter()
            .copied()
            .find(|key| item.get(key).is_some_and(|v| v.is_object() || v.is_array()))
            .unwrap_or("unknown")
    })
}

/// Reads the content. What cannot be read is [`Content::Unsupported`]; the original stays beside it.
pub(super) fn read(kind: &str, item: &Value) -> Content {
    let inner = item.get(kind).unwrap_or(&Value::Null);
    let content = match kind {
        "text" => text(inner),
        "image" | "video" | "audio" | "voice" | "document" | "sticker" => media::read(kind, inner),
        "location" => place(inner),
        "contacts" => cards::read(item),
        "interactive" => choice::interactive(inner),
        "button" => choice::template_button(inner),
        "reaction" => reaction(inner),
        "order" => order::read(inner),
        "request_welcome" => Some(Content::Welcome),
        "system" => json::owned(inner, "type").map(|event| Content::System {
            event,
            body: json::owned(inner, "body"),
        }),
        "unsupported" => json::text(inner, "type").map(|t| unsupported(t, note(item))),
        _ => None,
    };
    content.unwrap_or_else(|| unsupported(kind, note(item)))
}

/// Why Meta could not pass it on.
fn note(item: &Value) -> Option<String> {
    let error = json::errors(item).into_iter().next()?;
    error
        .details
        .or(error.message)
        .or(Some(error.title))
        .filter(|s| !s.is_empty())
}

fn text(inner: &Value) -> Option<Content> {
    // A bare string where an object belongs is seen in the wild.
    let body = inner.get("body").unwrap_or(inner).as_str()?;
    Some(Content::Text {
        body: body.to_owned(),
    })
}

fn place(inner: &Value) -> Option<Content> {
    let degrees = |key: &str, most: f64| -> Option<f64> {
        let value = inner.get(key)?;
        let degrees = value
            .as_f64()
            .or_else(|| value.as_str()?.trim().parse().ok())?;
        (-most..=most).contains(&degrees).then_some(degrees)
    };
    Some(Content::Location {
        latitude: degrees("latitude", 90.0)?,
        longitude: degrees("longitude", 180.0)?,
        name: json::owned(inner, "name"),
        address: json::owned(inner, "address"),
        url: json::owned(inner, "url"),
    })
}

fn reaction(inner: &Value) -> Option<Content> {
    Some(Content::Reaction {
        target: json::id(inner, "message_id")?,
        emoji: json::owned(inner, "emoji"),
    })
}
