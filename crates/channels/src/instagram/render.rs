//! Our message as Meta's request. Limits are checked before anything is asked.

#[cfg(test)]
mod tests;

use domain::content::MediaKind;
use domain::identity::{IdentityKind, IdentitySet};
use domain::outbound::{Outbound, Payload, RenderError};
use serde_json::{Map, Value, json};

use super::capability::{COMMENT_MAX, TEXT_MAX_BYTES};
use crate::RenderedRequest;

/// Most hashtags in a public reply.
const HASHTAGS_MAX: usize = 4;

pub(super) fn render(out: &Outbound) -> Result<RenderedRequest, RenderError> {
    if let Some(comment) = &out.under {
        return public_reply(comment, out);
    }
    let mut body = Map::new();
    match &out.payload {
        Payload::Text { body: words, .. } => {
            recipient(&out.to, &mut body)?;
            body.insert("message".to_owned(), json!({"text": text(words)?}));
        }
        Payload::PrivateReply {
            comment,
            body: words,
        } => {
            // Whoever commented is named by the comment: that is what opens this one way to them.
            body.insert(
                "recipient".to_owned(),
                json!({"comment_id": named("comment", comment)?}),
            );
            body.insert("message".to_owned(), json!({"text": text(words)?}));
        }
        Payload::Media {
            kind,
            provider_id,
            caption,
            ..
        } => {
            recipient(&out.to, &mut body)?;
            let file = media(*kind, provider_id.as_deref(), caption.as_deref())?;
            body.insert("message".to_owned(), json!({"attachment": file}));
        }
        Payload::Reaction { target, emoji } => {
            recipient(&out.to, &mut body)?;
            reaction(target, emoji.as_deref(), &mut body)?;
        }
        Payload::Template { .. } => {
            return Err(wrong("template", "Instagram has no approved templates"));
        }
    }
    if let Some(quote) = &out.quote {
        match out.payload {
            Payload::Reaction { .. } | Payload::PrivateReply { .. } => {
                return Err(wrong("quote", "this cannot quote a message"));
            }
            Payload::Text { .. } | Payload::Media { .. } | Payload::Template { .. } => {
                body.insert("reply_to".to_owned(), json!({"mid": quote}));
            }
        }
    }
    if out.as_person && !matches!(out.payload, Payload::PrivateReply { .. }) {
        body.insert("tag".to_owned(), json!("HUMAN_AGENT"));
    }
    Ok(RenderedRequest {
        under: None,
        edge: "messages".to_owned(),
        body: Value::Object(body),
        nameless: matches!(out.payload, Payload::Reaction { .. }),
    })
}

/// Tells the person that their words were read, or that an answer is being written.
pub(super) fn courtesy(to: &IdentitySet, typing: bool) -> Option<RenderedRequest> {
    let mut body = Map::new();
    recipient(to, &mut body).ok()?;
    let action = if typing { "typing_on" } else { "mark_seen" };
    body.insert("sender_action".to_owned(), json!(action));
    Some(RenderedRequest {
        under: None,
        edge: "messages".to_owned(),
        body: Value::Object(body),
        nameless: true,
    })
}

/// A reply that everybody reads, under the comment it answers.
fn public_reply(comment: &str, out: &Outbound) -> Result<RenderedRequest, RenderError> {
    let Payload::Text { body: words, .. } = &out.payload else {
        return Err(wrong("text", "under a comment only words can be written"));
    };
    if words.trim().is_empty() {
        return Err(wrong("text", "there is nothing to send"));
    }
    let length = words.chars().count();
    if length > COMMENT_MAX {
        return Err(wrong(
            "text",
            &format!("a public reply may have {COMMENT_MAX} characters; it has {length}"),
        ));
    }
    let hashtags = words
        .split_whitespace()
        .filter(|w| w.len() > 1 && w.starts_with('#'))
        .count();
    if hashtags > HASHTAGS_MAX {
        return Err(wrong(
            "text",
            &format!("a public reply may have {HASHTAGS_MAX} hashtags; it has {hashtags}"),
        ));
    }
    let links = words.matches("https://").count() + words.matches("http://").count();
    if links > 1 {
        return Err(wrong("text", "a public reply may have one link"));
    }
    Ok(RenderedRequest {
        under: Some(named("comment", comment)?.to_owned()),
        edge: "replies".to_owned(),
        body: json!({"message": words}),
        nameless: false,
    })
}

/// Addresses the person. A name that a comment told, without an id, addresses nobody.
fn recipient(to: &IdentitySet, body: &mut Map<String, Value>) -> Result<(), RenderError> {
    let id = to
        .get(IdentityKind::UserId)
        .filter(|id| !id.starts_with('@'))
        .ok_or_else(|| wrong("to", "Instagram's id of this person is not known yet"))?;
    body.insert("recipient".to_owned(), json!({"id": id}));
    Ok(())
}

fn text(words: &str) -> Result<&str, RenderError> {
    if words.trim().is_empty() {
        return Err(wrong("text", "there is nothing to send"));
    }
    if words.len() > TEXT_MAX_BYTES {
        let over = words.len() - TEXT_MAX_BYTES;
        return Err(wrong(
            "text",
            &format!(
                "Instagram takes {TEXT_MAX_BYTES} bytes; this has {over} more. Letters outside English count as several."
            ),
        ));
    }
    Ok(words)
}

fn media(
    kind: MediaKind,
    provider_id: Option<&str>,
    caption: Option<&str>,
) -> Result<Value, RenderError> {
    if caption.is_some_and(|c| !c.trim().is_empty()) {
        return Err(wrong(
            "caption",
            "Instagram shows no words under a file; send them as a text",
        ));
    }
    let id = provider_id
        .filter(|id| !id.trim().is_empty())
        .ok_or_else(|| wrong("media", "the file has not been handed to Meta yet"))?;
    Ok(json!({"type": word(kind)?, "payload": {"attachment_id": id}}))
}

/// Meta's word for a sort of file.
pub(super) fn word(kind: MediaKind) -> Result<&'static str, RenderError> {
    match kind {
        MediaKind::Image => Ok("image"),
        MediaKind::Video => Ok("video"),
        MediaKind::Audio => Ok("audio"),
        MediaKind::Document => Ok("file"),
        MediaKind::Sticker => Err(wrong("media", "Instagram takes no stickers")),
    }
}

/// Meta takes one sign, a heart.
fn reaction(
    target: &str,
    emoji: Option<&str>,
    body: &mut Map<String, Value>,
) -> Result<(), RenderError> {
    let message = named("reaction", target)?;
    let (action, payload) = match emoji {
        None => ("unreact", json!({"message_id": message})),
        Some(sign) if sign.trim_end_matches('\u{fe0f}') == "\u{2764}" => {
            ("react", json!({"message_id": message, "reaction": "love"}))
        }
        Some(_) => {
            return Err(wrong(
                "reaction",
                "Instagram lets a business react with a heart only",
            ));
        }
    };
    body.insert("sender_action".to_owned(), json!(action));
    body.insert("payload".to_owned(), payload);
    Ok(())
}

fn named<'a>(field: &str, id: &'a str) -> Result<&'a str, RenderError> {
    if id.trim().is_empty() {
        return Err(wrong(field, "it names nothing"));
    }
    Ok(id)
}

fn wrong(field: &str, problem: &str) -> RenderError {
    RenderError {
        field: field.to_owned(),
        problem: problem.to_owned(),
    }
}
