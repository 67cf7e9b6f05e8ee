//! What is attached to a message: files, and things of Instagram's own that are passed on.

use domain::content::{Content, MediaContent, MediaKind};
use serde_json::Value;

use crate::json;

/// The contents of a message with attachments; none when it has none. The words beside them stand under the first file,
/// or before the rest.
pub(super) fn contents(message: &Value) -> Vec<Content> {
    let items: Vec<&Value> = message
        .get("attachments")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .collect();
    let newer = items.iter().any(|a| kind(a).starts_with("ig_"));
    let mut out: Vec<Content> = items
        .into_iter()
        // One post that is passed on may come twice, in the old words and in the new.
        .filter(|a| !(newer && kind(a) == "share"))
        .map(content)
        .collect();
    let words = json::owned(message, "text").filter(|_| message.get("quick_reply").is_none());
    match (out.first_mut(), words) {
        (Some(Content::Media(media)), Some(words)) => media.caption = Some(words),
        (Some(_), Some(body)) => out.insert(0, Content::Text { body }),
        _ => {}
    }
    out
}

/// The id of one part of a message: the first has the message's own.
pub(super) fn part_id(mid: &str, index: usize) -> String {
    domain::content::part_id(mid, index)
}

fn kind(attachment: &Value) -> &str {
    json::text(attachment, "type").unwrap_or("")
}

fn content(attachment: &Value) -> Content {
    let kind = kind(attachment);
    let payload = attachment.get("payload").unwrap_or(&Value::Null);
    let url = json::owned(payload, "url").or_else(|| json::owned(attachment, "url"));
    let file = match kind {
        "image" => Some(MediaKind::Image),
        "video" => Some(MediaKind::Video),
        "audio" => Some(MediaKind::Audio),
        "file" => Some(MediaKind::Document),
        "sticker" | "animated_image" => Some(MediaKind::Sticker),
        _ => None,
    };
    match (file, url) {
        (Some(kind), Some(url)) => Content::Media(MediaContent {
            kind,
            provider_id: Some(url),
            media_id: None,
            mime_type: None,
            sha256: None,
            caption: None,
            filename: None,
            voice: false,
            animated: false,
        }),
        (None, _) if kind == "like_heart" => Content::Text {
            body: "\u{2764}\u{fe0f}".to_owned(),
        },
        (None, Some(url)) if kind != "ephemeral" => Content::Shared {
            kind: if kind.is_empty() { "link" } else { kind }.to_owned(),
            id: ["ig_post_media_id", "reel_video_id", "story_id", "id"]
                .iter()
                .find_map(|key| json::id(payload, key)),
            url: Some(url),
            title: json::owned(payload, "title").or_else(|| json::owned(attachment, "title")),
        },
        // A picture that may be looked at once comes without itself.
        _ => Content::Unsupported {
            kind: if kind.is_empty() { "attachment" } else { kind }.to_owned(),
            note: json::owned(payload, "title"),
        },
    }
}
