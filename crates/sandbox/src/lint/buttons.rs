//! Checks of buttons and carousels.

use serde_json::{Map, Value};

use super::{body, fault, format_error, header, upper};
use crate::check::variables;
use crate::error::GraphError;

const BUTTONS_MAX: usize = 10;

/// Checks the buttons and writes their types in capitals.
pub(super) fn buttons(
    component: &mut Map<String, Value>,
    category: &str,
) -> Result<(), GraphError> {
    let Some(Value::Array(list)) = component.get_mut("buttons") else {
        return Err(format_error(
            "The BUTTONS component needs a list of buttons.",
        ));
    };
    if list.is_empty() || list.len() > BUTTONS_MAX {
        return Err(format_error(format!(
            "A template has 1 to {BUTTONS_MAX} buttons."
        )));
    }
    let mut kinds = Vec::new();
    for button in list.iter_mut() {
        let Some(button) = button.as_object_mut() else {
            return Err(GraphError::param(
                "Param buttons must be a list of objects.",
            ));
        };
        let kind = upper(button, "type");
        one_button(button, &kind, category)?;
        kinds.push(kind);
    }
    for (kind, most) in [
        ("URL", 2),
        ("PHONE_NUMBER", 1),
        ("COPY_CODE", 1),
        ("OTP", 1),
        ("FLOW", 1),
        ("CATALOG", 1),
        ("MPM", 1),
    ] {
        if kinds.iter().filter(|one| *one == kind).count() > most {
            return Err(format_error(format!(
                "At most {most} button(s) of type {kind}."
            )));
        }
    }
    let changes = kinds
        .windows(2)
        .filter(|pair| (pair[0] == "QUICK_REPLY") != (pair[1] == "QUICK_REPLY"))
        .count();
    if changes > 1 {
        return Err(format_error("Quick replies must stand together."));
    }
    Ok(())
}

fn one_button(button: &Map<String, Value>, kind: &str, category: &str) -> Result<(), GraphError> {
    let text = button
        .get("text")
        .and_then(Value::as_str)
        .unwrap_or_default();
    let known = [
        "QUICK_REPLY",
        "URL",
        "PHONE_NUMBER",
        "COPY_CODE",
        "OTP",
        "FLOW",
        "CATALOG",
        "MPM",
        "SPM",
        "VOICE_CALL",
        "ORDER_DETAILS",
        "REQUEST_CONTACT_INFO",
    ];
    if !known.contains(&kind) {
        return Err(format_error(format!("Button type '{kind}' is unknown.")));
    }
    if (kind == "OTP") != (category == "AUTHENTICATION") {
        return Err(format_error(
            "OTP buttons belong to authentication templates, and only they do.",
        ));
    }
    let needs_text = !["COPY_CODE", "OTP", "SPM", "REQUEST_CONTACT_INFO"].contains(&kind);
    if (needs_text && text.is_empty()) || text.chars().count() > 25 || text.contains('\n') {
        return Err(format_error(format!(
            "The text of a {kind} button has 1 to 25 characters in one line."
        )));
    }
    match kind {
        "URL" => {
            let url = button
                .get("url")
                .and_then(Value::as_str)
                .unwrap_or_default();
            let found = variables(url);
            if url.is_empty() || url.chars().count() > 2000 || !url.contains("://") {
                return Err(format_error(
                    "A URL button needs an address of at most 2000 characters.",
                ));
            }
            if found.len() > 1 || (found.len() == 1 && !url.trim_end().ends_with("}}")) {
                return Err(format_error("A URL has at most one variable, at its end."));
            }
            if found.len() == 1 && !button.contains_key("example") {
                return Err(fault(
                    2_388_043,
                    "Message template is missing sample values",
                    "Give an example for the URL.",
                ));
            }
            Ok(())
        }
        "PHONE_NUMBER" => {
            let phone = button
                .get("phone_number")
                .and_then(Value::as_str)
                .unwrap_or_default();
            if (5..=20).contains(&phone.chars().count()) {
                Ok(())
            } else {
                Err(format_error(
                    "A phone button needs a number of at most 20 characters.",
                ))
            }
        }
        _ => Ok(()),
    }
}

/// Checks the cards: two to ten, all of one shape.
pub(super) fn carousel(
    component: &mut Map<String, Value>,
    category: &str,
    named: bool,
) -> Result<(), GraphError> {
    let Some(Value::Array(cards)) = component.get_mut("cards") else {
        return Err(format_error("A carousel needs cards."));
    };
    if !(2..=10).contains(&cards.len()) {
        return Err(format_error("A carousel has 2 to 10 cards."));
    }
    let mut shapes = Vec::new();
    for card in cards.iter_mut() {
        let Some(Value::Array(parts)) = card.get_mut("components") else {
            return Err(format_error("A card needs components."));
        };
        for part in parts.iter_mut() {
            let Some(part) = part.as_object_mut() else {
                return Err(GraphError::param(
                    "Param components must be a list of objects.",
                ));
            };
            match upper(part, "type").as_str() {
                "HEADER" => header(part, category, named)?,
                "BODY" => body(part, category, named)?,
                "BUTTONS" => {
                    buttons(part, category)?;
                    if part
                        .get("buttons")
                        .and_then(Value::as_array)
                        .is_some_and(|list| list.len() > 2)
                    {
                        return Err(format_error("A card has at most 2 buttons."));
                    }
                }
                other => return Err(format_error(format!("A card has no '{other}' component."))),
            }
        }
        shapes.push(
            parts
                .iter()
                .map(|part| (part["type"].clone(), part["format"].clone()))
                .collect::<Vec<_>>(),
        );
    }
    if shapes.windows(2).any(|pair| pair[0] != pair[1]) {
        return Err(format_error("All cards must have the same components."));
    }
    Ok(())
}
