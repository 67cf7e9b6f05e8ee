//! A template's name and values as Meta's components.

use domain::outbound::RenderError;
use domain::template::{Button, Header, Template, TemplateValues, variables};
use serde_json::{Value, json};

use super::wrong;

/// The longest code a copy button takes.
const COPY_CODE_MAX: usize = 20;

pub(super) fn render(template: &Template, values: &TemplateValues) -> Result<Value, RenderError> {
    if let Some(first) = template.problems(values).first() {
        return Err(wrong(
            &format!("{} {}", first.part, first.key),
            &first.problem,
        ));
    }
    let mut components = Vec::new();
    if let Some(parameters) = header(template, values)? {
        components.push(json!({"type": "header", "parameters": parameters}));
    }
    let body = texts(&template.body, &values.body, template.named);
    if !body.is_empty() {
        components.push(json!({"type": "body", "parameters": body}));
    }
    for (index, button) in template.buttons.iter().enumerate() {
        let given = values
            .buttons
            .iter()
            .find(|(i, v)| *i == index && !v.trim().is_empty());
        if let Some((sub_type, parameter)) = parameter(button, given.map(|(_, v)| v.as_str()))? {
            components.push(json!({
                "type": "button",
                "sub_type": sub_type,
                "index": index.to_string(),
                "parameters": [parameter],
            }));
        }
    }
    let mut rendered = json!({
        "name": template.name,
        "language": {"code": template.language},
    });
    if !components.is_empty() {
        rendered["components"] = Value::Array(components);
    }
    Ok(rendered)
}

fn header(template: &Template, values: &TemplateValues) -> Result<Option<Vec<Value>>, RenderError> {
    match &template.header {
        Header::None => Ok(None),
        Header::Text { text } => {
            let texts = texts(text, &values.header, template.named);
            Ok((!texts.is_empty()).then_some(texts))
        }
        Header::Media { kind } if ["image", "video", "document"].contains(&kind.as_str()) => {
            let given = values.header_media.as_deref().unwrap_or("");
            let file = match given.split_once("://") {
                None => json!({"id": given}),
                Some(("https", _)) => json!({"link": given}),
                Some(_) => return Err(wrong("header", "a link must begin with https://")),
            };
            Ok(Some(vec![json!({"type": kind, (kind.as_str()): file})]))
        }
        Header::Media { .. } => Err(wrong(
            "header",
            "this kind of header cannot be sent from here yet",
        )),
    }
}

/// One parameter for each variable of a text, in its order. Values were checked before.
fn texts(text: &str, given: &[(String, String)], named: bool) -> Vec<Value> {
    let value = |key: &str| {
        given
            .iter()
            .find(|(k, _)| k == key)
            .map_or("", |(_, v)| v.as_str())
    };
    let mut keys = variables(text);
    if !named {
        // The provider counts by number, whatever order the text uses them in.
        keys.sort_by_key(|key| key.parse::<u32>().unwrap_or(u32::MAX));
    }
    keys.iter()
        .map(|key| {
            let mut parameter = json!({"type": "text", "text": value(key)});
            if named {
                parameter["parameter_name"] = json!(key);
            }
            parameter
        })
        .collect()
}

/// What a button needs: the end of its address, a code, or the word it sends back. `None` when it needs nothing.
fn parameter(
    button: &Button,
    given: Option<&str>,
) -> Result<Option<(&'static str, Value)>, RenderError> {
    let Some(given) = given else {
        return Ok(None);
    };
    Ok(match button.kind.as_str() {
        "URL" | "OTP" => Some(("url", json!({"type": "text", "text": given}))),
        "COPY_CODE" => {
            if given.chars().count() > COPY_CODE_MAX {
                return Err(wrong("button", "a code has at most 20 characters"));
            }
            Some((
                "copy_code",
                json!({"type": "coupon_code", "coupon_code": given}),
            ))
        }
        "QUICK_REPLY" => Some(("quick_reply", json!({"type": "payload", "payload": given}))),
        _ => None,
    })
}
