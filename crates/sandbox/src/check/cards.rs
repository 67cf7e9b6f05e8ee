//! Checks of contact cards.

use serde_json::Value;

use super::field;
use super::interactive::Fields;
use super::simple::Checked;
use crate::error::GraphError;

const MOST: usize = 257;

/// The lists of a card and what each entry must have.
const LISTS: [(&str, Option<&str>); 4] = [
    ("phones", Some("phone")),
    ("emails", Some("email")),
    ("urls", Some("url")),
    ("addresses", None),
];

/// Checks the cards of one message.
pub(super) fn cards(content: &Value) -> Checked {
    let Some(cards) = content.as_array() else {
        return Err(GraphError::param("Param contacts must be an array."));
    };
    if cards.is_empty() || cards.len() > MOST {
        return Err(GraphError::invalid(format!(
            "contacts must have 1 to {MOST} entries."
        )));
    }
    for (at, card) in cards.iter().enumerate() {
        let path = format!("contacts[{at}].");
        one(field::item(card, &path)?, &path)?;
    }
    Ok((content.clone(), Vec::new()))
}

fn one(card: &Fields, path: &str) -> Result<(), GraphError> {
    let name = field::object(card, "name", path)?;
    field::text(name, "formatted_name", &format!("{path}name."), 1024)?;
    let others = ["first_name", "last_name", "middle_name", "prefix", "suffix"];
    if !others.iter().any(|key| name.contains_key(*key)) {
        return Err(GraphError::missing(format!(
            "{path}name needs one more part besides formatted_name."
        )));
    }
    for (key, needed) in LISTS {
        if card.get(key).is_none_or(Value::is_null) {
            continue;
        }
        for (at, entry) in field::list(card, key, path)?.iter().enumerate() {
            let path = format!("{path}{key}[{at}].");
            let entry = field::item(entry, &path)?;
            if let Some(needed) = needed {
                field::text(entry, needed, &path, 1024)?;
            }
            field::optional(entry, "type", &path, 64)?;
        }
    }
    if card.get("org").is_some_and(|org| !org.is_null()) {
        let org = field::object(card, "org", path)?;
        for key in ["company", "department", "title"] {
            field::optional(org, key, &format!("{path}org."), 1024)?;
        }
    }
    match card.get("birthday") {
        None | Some(Value::Null) => Ok(()),
        Some(Value::String(day)) if chrono::NaiveDate::parse_from_str(day, "%Y-%m-%d").is_ok() => {
            Ok(())
        }
        Some(_) => Err(GraphError::invalid(format!(
            "{path}birthday must be YYYY-MM-DD."
        ))),
    }
}
