//! Our message as Meta's request (Meta, "Send messages"). Limits are checked before anything is asked.

mod template;
#[cfg(test)]
mod tests;

use domain::content::MediaKind;
use domain::identity::{IdentityKind, IdentitySet};
use domain::outbound::{Outbound, Payload, RenderError};
use serde_json::{Map, Value, json};

use super::capability::{CAPTION_MAX, TEXT_MAX, has_caption};
use crate::RenderedRequest;

/// The longest name sent with a document, in characters.
const FILENAME_MAX: usize = 240;

pub(super) fn render(out: &Outbound) -> Result<RenderedRequest, RenderError> {
    let mut body = Map::new();
    body.insert("messaging_product".to_owned(), json!("whatsapp"));
    body.insert("recipient_type".to_owned(), json!("individual"));
    let by_phone = recipient(&out.to, &mut body)?;
    if let Some(quote) = &out.quote {
        if matches!(out.payload, Payload::Reaction { .. }) {
            return Err(wrong("quote", "a reaction cannot quote a message"));
        }
        body.insert("context".to_owned(), json!({"message_id": quote}));
    }
    let (kind, content) = match &out.payload {
        Payload::Text { body, preview_url } => ("text", text(body, *preview_url)?),
        Payload::Media {
            kind,
            provider_id,
            caption,
            filename,
            ..
        } => media(
            *kind,
            provider_id.as_deref(),
            caption.as_deref(),
            filename.as_deref(),
        )?,
        Payload::Reaction { target, emoji } => ("reaction", reaction(target, emoji.as_deref())?),
        Payload::PrivateReply { .. } => {
            return Err(wrong(
                "text",
                "WhatsApp has no comments to answer in private",
            ));
        }
        Payload::Template { template, values } => {
            if template.category == "AUTHENTICATION" && !by_phone {
                return Err(wrong("to", "codes can only be sent to a phone number"));
            }
            ("template", template::render(template, values)?)
        }
    };
    body.insert("type".to_owned(), json!(kind));
    body.insert(kind.to_owned(), content);
    body.insert(
        "biz_opaque_callback_data".to_owned(),
        json!(out.attempt.to_string()),
    );
    Ok(RenderedRequest {
        under: None,
        edge: "messages".to_owned(),
        body: Value::Object(body),
        nameless: false,
    })
}

/// Addresses the person: `to` with a phone, else `recipient` with a user id. Says whether it is a phone.
///
/// The plus is written out, since Meta reads a number without one as local to the business.
fn recipient(to: &IdentitySet, body: &mut Map<String, Value>) -> Result<bool, RenderError> {
    if let Some(phone) = to.get(IdentityKind::Phone) {
        let digits = phone.trim_start_matches('+');
        if !(5..=20).contains(&digits.len()) || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err(wrong("to", "the phone number is not one"));
        }
        body.insert("to".to_owned(), json!(format!("+{digits}")));
        return Ok(true);
    }
    if let Some(user) = to.get(IdentityKind::UserId) {
        body.insert("recipient".to_owned(), json!(user));
        return Ok(false);
    }
    Err(wrong("to", "neither a phone number nor a user id is known"))
}

fn text(words: &str, preview_url: bool) -> Result<Value, RenderError> {
    if words.trim().is_empty() {
        return Err(wrong("text", "there is nothing to send"));
    }
    at_most("text", words, TEXT_MAX)?;
    Ok(json!({"preview_url": preview_url, "body": words}))
}

fn media(
    kind: MediaKind,
    provider_id: Option<&str>,
    caption: Option<&str>,
    filename: Option<&str>,
) -> Result<(&'static str, Value), RenderError> {
    let id = provider_id
        .filter(|id| !id.trim().is_empty())
        .ok_or_else(|| wrong("media", "the file has not been handed to Meta yet"))?;
    let mut content = Map::new();
    content.insert("id".to_owned(), json!(id));
    if let Some(caption) = caption.filter(|c| !c.trim().is_empty()) {
        if !has_caption(kind) {
            return Err(wrong(
                "caption",
                "this sort of file shows no words; send them as a text",
            ));
        }
        at_most("caption", caption, CAPTION_MAX)?;
        content.insert("caption".to_owned(), json!(caption));
    }
    if let Some(filename) = filename.filter(|f| !f.trim().is_empty() && kind == MediaKind::Document)
    {
        at_most("filename", filename, FILENAME_MAX)?;
        content.insert("filename".to_owned(), json!(filename));
    }
    let word = match kind {
        MediaKind::Image => "image",
        MediaKind::Video => "video",
        MediaKind::Audio => "audio",
        MediaKind::Document => "document",
        MediaKind::Sticker => "sticker",
    };
    Ok((word, Value::Object(content)))
}

fn reaction(target: &str, emoji: Option<&str>) -> Result<Value, RenderError> {
    if target.trim().is_empty() {
        return Err(wrong("reaction", "it names no message"));
    }
    Ok(json!({"message_id": target, "emoji": emoji.unwrap_or("")}))
}

fn at_most(field: &str, text: &str, most: usize) -> Result<(), RenderError> {
    let length = text.chars().count();
    if length > most {
        return Err(wrong(
            field,
            &format!("it has {length} characters; {most} are allowed"),
        ));
    }
    Ok(())
}

pub(super) fn wrong(field: &str, problem: &str) -> RenderError {
    RenderError {
        field: field.to_owned(),
        problem: problem.to_owned(),
    }
}
