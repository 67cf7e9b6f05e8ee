//! Checks of all types but interactive ones.

use serde_json::{Map, Value};

use super::{MediaAt, MediaRef, cards, field, message};
use crate::error::GraphError;

const CAPTION_MAX: usize = 1024;

/// Content to keep, and the media it names.
pub(super) type Checked = Result<(Value, Vec<MediaRef>), GraphError>;

/// Checks the content of one type.
pub(super) fn simple(kind: &str, content: &Value) -> Checked {
    if kind == "contacts" {
        return cards::cards(content);
    }
    let fields = field::item(content, kind)?;
    match kind {
        "text" => {
            field::text(fields, "body", "text.", 4096)?;
            if fields
                .get("preview_url")
                .is_some_and(|preview| !preview.is_boolean())
            {
                return Err(GraphError::param(
                    "Param text.preview_url must be a boolean.",
                ));
            }
        }
        "image" | "video" | "audio" | "document" | "sticker" => {
            let media = media(fields, kind, kind)?;
            return Ok((content.clone(), vec![media]));
        }
        "location" => location(fields)?,
        "reaction" => {
            field::text(fields, "message_id", "reaction.", 512)?;
            let Some(emoji) = field::optional(fields, "emoji", "reaction.", 16)? else {
                return Err(GraphError::missing(
                    "Parameter 'reaction.emoji' is required; an empty one removes the reaction.",
                ));
            };
            if emoji.chars().any(|c| c.is_ascii_alphabetic() || c == ' ')
                || (!emoji.is_empty() && emoji.is_ascii())
            {
                return Err(GraphError::invalid("reaction.emoji must be an emoji."));
            }
        }
        "template" => template(fields)?,
        "pin" => return Err(GraphError::messaging(131_041, "Pins exist in groups only.")),
        _ => {
            return Err(GraphError::param(format!(
                "Param type must be one of {}.",
                message::TYPES.join(", ")
            )));
        }
    }
    Ok((content.clone(), Vec::new()))
}

/// A media object: exactly one of `id` and `link`, and what its kind allows.
pub(super) fn media(
    fields: &Map<String, Value>,
    kind: &str,
    path: &str,
) -> Result<MediaRef, GraphError> {
    let at = match (
        fields.get("id").filter(|id| !id.is_null()),
        fields.get("link").filter(|link| !link.is_null()),
    ) {
        (Some(Value::String(id)), None) if !id.is_empty() => MediaAt::Id(id.clone()),
        (Some(Value::Number(id)), None) => MediaAt::Id(id.to_string()),
        (None, Some(Value::String(link))) => {
            field::web_address(link, &format!("{path}['link']"))?;
            MediaAt::Link(link.clone())
        }
        (Some(_), Some(_)) => {
            return Err(GraphError::param(format!(
                "Only one of {path}['id'] and {path}['link'] is allowed."
            )));
        }
        (None, None) => {
            return Err(GraphError::missing(format!(
                "Parameter '{path}' needs one of 'id' and 'link'."
            )));
        }
        _ => {
            return Err(GraphError::param(format!(
                "Param {path}['id'] must be a media id."
            )));
        }
    };
    let dotted = format!("{path}.");
    match kind {
        "image" | "video" | "document" => {
            field::optional(fields, "caption", &dotted, CAPTION_MAX)?;
        }
        _ if fields.contains_key("caption") => {
            return Err(GraphError::param(format!(
                "Param {path}['caption'] is not allowed for type {kind}."
            )));
        }
        _ => {}
    }
    if kind == "document" {
        field::optional(fields, "filename", &dotted, 240)?;
    }
    let voice = kind == "audio" && fields.get("voice").and_then(Value::as_bool) == Some(true);
    Ok(MediaRef {
        kind: kind.to_owned(),
        at,
        voice,
    })
}

fn location(fields: &Map<String, Value>) -> Result<(), GraphError> {
    for (key, bound) in [("latitude", 90.0), ("longitude", 180.0)] {
        if field::number(fields, key, "location.")?.abs() > bound {
            return Err(GraphError::invalid(format!(
                "location.{key} must be between -{bound} and {bound}."
            )));
        }
    }
    field::optional(fields, "name", "location.", 1000)?;
    field::optional(fields, "address", "location.", 1000)?;
    Ok(())
}

/// The envelope of a template send; its components are checked against the definition.
fn template(fields: &Map<String, Value>) -> Result<(), GraphError> {
    field::text(fields, "name", "template.", 512)?;
    let language = field::object(fields, "language", "template.")?;
    field::text(language, "code", "template.language.", 32)?;
    if fields
        .get("components")
        .is_some_and(|components| !components.is_array())
    {
        return Err(GraphError::param(
            "Param template.components must be an array.",
        ));
    }
    Ok(())
}
