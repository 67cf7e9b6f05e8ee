//! Fills the buttons of a template.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::template::{VARIABLE, count, kind, parameters, plain};
use crate::error::GraphError;

/// The button components of a send, by index.
fn sent_buttons(sent: &[Value]) -> Result<BTreeMap<usize, &Value>, GraphError> {
    let mut by_index = BTreeMap::new();
    for one in sent.iter().filter(|one| kind(one) == "BUTTON") {
        let index = match &one["index"] {
            Value::String(text) => text.parse().ok(),
            Value::Number(number) => number
                .as_u64()
                .and_then(|number| usize::try_from(number).ok()),
            // Calling templates have a single button and leave the index out.
            Value::Null => Some(0),
            _ => None,
        };
        let index = index.ok_or_else(|| {
            GraphError::param("Param template.components.index must be a number.")
        })?;
        if by_index.insert(index, one).is_some() {
            return Err(GraphError::invalid(format!(
                "buttons: index {index} is given twice"
            )));
        }
    }
    Ok(by_index)
}

/// Fills the buttons of a template.
pub(super) fn buttons(defined: &[Value], sent: &[Value]) -> Result<Vec<Value>, GraphError> {
    let given = sent_buttons(sent)?;
    if let Some(index) = given.keys().find(|index| **index >= defined.len()) {
        return Err(GraphError::messaging(
            132_000,
            format!("buttons: the template has no button at index {index}"),
        ));
    }
    defined
        .iter()
        .enumerate()
        .map(|(index, button)| one_button(index, button, given.get(&index).copied()))
        .collect()
}

/// The `sub_type` of a send that fits a button, and whether the button needs a parameter.
fn expected(button_kind: &str, button: &Value) -> (&'static str, bool) {
    match button_kind {
        "URL" => (
            "url",
            VARIABLE.is_match(button["url"].as_str().unwrap_or_default()),
        ),
        "OTP" => ("url", true),
        "COPY_CODE" => ("copy_code", true),
        "QUICK_REPLY" => ("quick_reply", false),
        "MPM" => ("mpm", true),
        "FLOW" => ("flow", false),
        "CATALOG" => ("catalog", false),
        "SPM" => ("spm", false),
        "VOICE_CALL" => ("voice_call", false),
        "ORDER_DETAILS" => ("order_details", true),
        _ => ("", false),
    }
}

fn one_button(index: usize, button: &Value, given: Option<&Value>) -> Result<Value, GraphError> {
    let button_kind = kind(button);
    let (sub_type, needed) = expected(&button_kind, button);
    let mut rendered = json!({"type": button_kind, "text": button["text"]});
    if button_kind == "PHONE_NUMBER" {
        rendered["phone_number"] = button["phone_number"].clone();
    }
    let Some(given) = given else {
        if needed {
            return Err(GraphError::missing(format!(
                "buttons: Button at index {index} of type {button_kind} requires a parameter"
            )));
        }
        rendered["url"] = button["url"].clone();
        return Ok(rendered);
    };
    let given_type = given["sub_type"]
        .as_str()
        .unwrap_or_default()
        .to_lowercase();
    if given_type != sub_type {
        return Err(GraphError::messaging(
            132_012,
            format!(
                "buttons: Button at index {index} is of type {button_kind}, not {}",
                given_type.to_uppercase()
            ),
        ));
    }
    let list = parameters(Some(given));
    let first = list.first();
    if needed && first.is_none() {
        return Err(GraphError::missing(format!(
            "buttons: Button at index {index} of type {button_kind} requires a parameter"
        )));
    }
    match (button_kind.as_str(), first) {
        ("URL" | "OTP", Some(parameter)) => {
            if list.len() != 1 || !needed {
                return Err(count("buttons", list.len(), usize::from(needed)));
            }
            let suffix = plain(parameter, "buttons")?;
            let url = button["url"].as_str().unwrap_or_default();
            rendered["url"] = json!(VARIABLE.replace(url, suffix.as_str()));
            rendered["value"] = json!(suffix);
        }
        ("COPY_CODE", Some(parameter)) => {
            let code = parameter["coupon_code"].as_str().unwrap_or_default();
            if !(1..=20).contains(&code.chars().count()) {
                return Err(GraphError::invalid(
                    "buttons: a coupon code has 1 to 20 characters",
                ));
            }
            rendered["value"] = json!(code);
        }
        ("QUICK_REPLY", Some(parameter)) => {
            let payload = parameter.get("payload").or_else(|| parameter.get("text"));
            rendered["payload"] = payload.cloned().unwrap_or(Value::Null);
        }
        ("MPM" | "ORDER_DETAILS", Some(parameter)) if !parameter["action"].is_object() => {
            return Err(GraphError::messaging(
                132_012,
                format!("buttons: Button at index {index} needs an action parameter"),
            ));
        }
        _ => {}
    }
    Ok(rendered)
}
