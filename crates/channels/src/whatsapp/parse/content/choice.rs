//! Answers to what we offered: buttons, lists, forms, permissions.

use domain::content::{ChoiceSource, Content};
use serde_json::Value;

use crate::json;

/// A reply inside `interactive`.
pub(super) fn interactive(inner: &Value) -> Option<Content> {
    let kind = json::text(inner, "type").or_else(|| {
        // The word is missing now and then; the reply is not.
        [
            "button_reply",
            "list_reply",
            "nfm_reply",
            "call_permission_reply",
        ]
        .into_iter()
        .find(|key| inner.get(key).is_some_and(Value::is_object))
    })?;
    let reply = inner.get(kind).unwrap_or(&Value::Null);
    Some(match kind {
        "button_reply" => picked(ChoiceSource::Button, reply)?,
        "list_reply" => picked(ChoiceSource::List, reply)?,
        "nfm_reply" => Content::Choice {
            source: ChoiceSource::Flow,
            id: json::id(reply, "name"),
            title: json::text(reply, "body")
                .or_else(|| json::text(reply, "name"))
                .unwrap_or(kind)
                .to_owned(),
            description: None,
            answers: answers(reply),
        },
        "call_permission_reply" => Content::Choice {
            source: ChoiceSource::CallPermission,
            id: json::id(reply, "response"),
            title: json::text(reply, "response").unwrap_or(kind).to_owned(),
            description: None,
            answers: Some(reply.clone()).filter(Value::is_object),
        },
        _ => Content::Choice {
            source: ChoiceSource::Other,
            id: json::id(reply, "id").or_else(|| Some(kind.to_owned())),
            // Without words of its own it is nothing that could be shown or answered.
            title: json::text(reply, "title")?.to_owned(),
            description: json::owned(reply, "description"),
            answers: Some(reply.clone()).filter(|r| !r.is_null()),
        },
    })
}

/// A quick reply under a template.
pub(super) fn template_button(inner: &Value) -> Option<Content> {
    let payload = json::id(inner, "payload");
    let title = json::owned(inner, "text").or_else(|| payload.clone())?;
    Some(Content::Choice {
        source: ChoiceSource::TemplateButton,
        id: payload,
        title,
        description: None,
        answers: None,
    })
}

fn picked(source: ChoiceSource, reply: &Value) -> Option<Content> {
    let id = json::id(reply, "id");
    let title = json::owned(reply, "title").or_else(|| id.clone())?;
    Some(Content::Choice {
        source,
        id,
        title,
        description: json::owned(reply, "description"),
        answers: None,
    })
}

/// A form's answers: JSON in a string. What is not JSON stays the string it is.
fn answers(reply: &Value) -> Option<Value> {
    match reply.get("response_json")? {
        Value::Null => None,
        Value::String(text) => {
            Some(serde_json::from_str(text).unwrap_or_else(|_| Value::String(text.clone())))
        }
        other => Some(other.clone()),
    }
}
