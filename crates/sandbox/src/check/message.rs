//! The envelope of a send request, and the way to the check of its type.

use serde_json::{Map, Value};

use super::{Outbound, Recipient, Request, field, interactive, simple};
use crate::error::GraphError;

/// Every type a message may have.
pub(super) const TYPES: [&str; 12] = [
    "audio",
    "contacts",
    "document",
    "image",
    "interactive",
    "location",
    "pin",
    "reaction",
    "sticker",
    "template",
    "text",
    "video",
];

/// Longest `biz_opaque_callback_data`.
const OPAQUE_MAX: usize = 512;

/// Checks the body of `POST /{phone_number_id}/messages`.
pub(crate) fn message(body: &Map<String, Value>) -> Result<Request, GraphError> {
    match body.get("messaging_product") {
        Some(Value::String(product)) if product == "whatsapp" => {}
        None => {
            return Err(GraphError::param(
                "The parameter messaging_product is required.",
            ));
        }
        Some(_) => {
            return Err(GraphError::param(
                "Param messaging_product must be one of {WHATSAPP} - got another value.",
            ));
        }
    }
    if let Some(status) = body.get("status") {
        return mark_read(body, status);
    }
    let to = recipient(body)?;
    let kind = kind_of(body)?;
    let opaque =
        field::optional(body, "biz_opaque_callback_data", "", OPAQUE_MAX)?.map(str::to_owned);
    let reply_to = match body.get("context") {
        None | Some(Value::Null) => None,
        Some(context) => {
            let context = field::item(context, "context")?;
            Some(field::text(context, "message_id", "context.", 512)?.to_owned())
        }
    };
    if kind == "reaction" && reply_to.is_some() {
        return Err(GraphError::param(
            "Param context is not allowed for reaction messages.",
        ));
    }
    let content = body
        .get(&kind)
        .filter(|content| !content.is_null())
        .ok_or_else(|| {
            GraphError::missing(format!("Parameter '{kind}' is required for type '{kind}'."))
        })?;
    let (content, media) = match kind.as_str() {
        "interactive" => interactive::interactive(content)?,
        other => simple::simple(other, content)?,
    };
    let identity_hash =
        field::optional(body, "recipient_identity_key_hash", "", 256)?.map(str::to_owned);
    Ok(Request::Send(Box::new(Outbound {
        to,
        kind,
        content,
        reply_to,
        opaque,
        identity_hash,
        media,
    })))
}

fn mark_read(body: &Map<String, Value>, status: &Value) -> Result<Request, GraphError> {
    if status.as_str() != Some("read") {
        return Err(GraphError::param("Param status must be one of {READ}."));
    }
    let message_id = field::text(body, "message_id", "", 512)?.to_owned();
    let typing = match body.get("typing_indicator") {
        None | Some(Value::Null) => false,
        Some(indicator) => {
            let indicator = field::item(indicator, "typing_indicator")?;
            if field::text(indicator, "type", "typing_indicator.", 32)? != "text" {
                return Err(GraphError::param(
                    "Param typing_indicator.type must be one of {TEXT}.",
                ));
            }
            true
        }
    };
    Ok(Request::MarkRead { message_id, typing })
}

/// `to` wins when both are given.
fn recipient(body: &Map<String, Value>) -> Result<Recipient, GraphError> {
    match body.get("recipient_type").map(Value::as_str) {
        None | Some(Some("individual")) => {}
        Some(Some("group")) => {
            return Err(GraphError::messaging(
                131_041,
                "Groups are not part of the sandbox.",
            ));
        }
        Some(_) => {
            return Err(GraphError::param(
                "Param recipient_type must be one of {INDIVIDUAL, GROUP}.",
            ));
        }
    }
    if let Some(input) = field::optional(body, "to", "", 256)?.filter(|to| !to.is_empty()) {
        let known = |character: char| character.is_ascii_digit() || "+-() .".contains(character);
        let digits: String = input.chars().filter(char::is_ascii_digit).collect();
        if !input.chars().all(known) || !(5..=15).contains(&digits.len()) {
            return Err(GraphError::invalid(format!(
                "Param to is not a valid phone number: {input}"
            )));
        }
        return Ok(Recipient::Phone {
            input: input.to_owned(),
            digits,
        });
    }
    match field::optional(body, "recipient", "", 160)?.filter(|id| !id.is_empty()) {
        Some(id) if looks_like_bsuid(id) => Ok(Recipient::UserId(id.to_owned())),
        Some(id) => Err(GraphError::invalid(format!(
            "Param recipient is not a valid user id: {id}"
        ))),
        None => Err(GraphError::param("The parameter to is required.")),
    }
}

/// Country code, dot, at most 128 letters and digits; parent ids have `ENT.` between.
fn looks_like_bsuid(id: &str) -> bool {
    let Some((country, rest)) = id.split_once('.') else {
        return false;
    };
    let tail = rest.strip_prefix("ENT.").unwrap_or(rest);
    country.len() == 2
        && country
            .chars()
            .all(|character| character.is_ascii_uppercase())
        && (1..=128).contains(&tail.len())
        && tail
            .chars()
            .all(|character| character.is_ascii_alphanumeric())
}

fn kind_of(body: &Map<String, Value>) -> Result<String, GraphError> {
    match body.get("type") {
        None | Some(Value::Null) => Ok("text".to_owned()),
        Some(Value::String(kind)) if TYPES.contains(&kind.to_lowercase().as_str()) => {
            Ok(kind.to_lowercase())
        }
        Some(other) => Err(GraphError::param(format!(
            "Param type must be one of {{{}}} - got {other}.",
            TYPES.join(", ").to_uppercase()
        ))),
    }
}
