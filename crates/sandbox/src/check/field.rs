//! Small readers of JSON objects that answer with Meta's errors.

use serde_json::{Map, Value};

use crate::error::GraphError;

type Fields = Map<String, Value>;

/// The object under a key.
pub(super) fn object<'a>(
    from: &'a Fields,
    key: &str,
    path: &str,
) -> Result<&'a Fields, GraphError> {
    match from.get(key) {
        None | Some(Value::Null) => Err(GraphError::missing(format!(
            "Parameter '{path}{key}' is required."
        ))),
        Some(Value::Object(found)) => Ok(found),
        Some(_) => Err(GraphError::param(format!(
            "Param {path}{key} must be a JSON object."
        ))),
    }
}

/// The list under a key.
pub(super) fn list<'a>(from: &'a Fields, key: &str, path: &str) -> Result<&'a [Value], GraphError> {
    match from.get(key) {
        None | Some(Value::Null) => Err(GraphError::missing(format!(
            "Parameter '{path}{key}' is required."
        ))),
        Some(Value::Array(found)) => Ok(found),
        Some(_) => Err(GraphError::param(format!(
            "Param {path}{key} must be an array."
        ))),
    }
}

/// A required, non-empty text of at most `max` characters.
pub(super) fn text<'a>(
    from: &'a Fields,
    key: &str,
    path: &str,
    max: usize,
) -> Result<&'a str, GraphError> {
    match optional(from, key, path, max)? {
        Some(found) if !found.is_empty() => Ok(found),
        _ => Err(GraphError::missing(format!(
            "Parameter '{path}{key}' is required and must not be empty."
        ))),
    }
}

/// An optional text of at most `max` characters.
pub(super) fn optional<'a>(
    from: &'a Fields,
    key: &str,
    path: &str,
    max: usize,
) -> Result<Option<&'a str>, GraphError> {
    match from.get(key) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(found)) if found.chars().count() <= max => Ok(Some(found)),
        Some(Value::String(_)) => Err(GraphError::param(format!(
            "Param {path}{key} must be at most {max} characters long."
        ))),
        Some(_) => Err(GraphError::param(format!(
            "Param {path}{key} must be a string."
        ))),
    }
}

/// An item of a list as an object.
pub(super) fn item<'a>(value: &'a Value, path: &str) -> Result<&'a Fields, GraphError> {
    value
        .as_object()
        .ok_or_else(|| GraphError::param(format!("Param {path} must be a JSON object.")))
}

/// A `link` must be an absolute http or https address.
pub(super) fn web_address(text: &str, path: &str) -> Result<(), GraphError> {
    let rest = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"));
    match rest {
        Some(rest)
            if !rest.is_empty()
                && !rest.starts_with('/')
                && !rest.contains(char::is_whitespace) =>
        {
            Ok(())
        }
        _ => Err(GraphError::param(format!(
            "Param {path} is not a valid URL."
        ))),
    }
}

/// A number, also when it is written as text.
pub(super) fn number(from: &Fields, key: &str, path: &str) -> Result<f64, GraphError> {
    let found = match from.get(key) {
        Some(Value::Number(number)) => number.as_f64(),
        Some(Value::String(text)) => text.trim().parse().ok(),
        None | Some(Value::Null) => {
            return Err(GraphError::missing(format!(
                "Parameter '{path}{key}' is required."
            )));
        }
        Some(_) => None,
    };
    found
        .filter(|number: &f64| number.is_finite())
        .ok_or_else(|| GraphError::param(format!("Param {path}{key} must be a number.")))
}

/// How many characters a text has, as people count them.
pub(super) fn within(text: &str, max: usize, what: &str) -> Result<(), GraphError> {
    let length = text.chars().count();
    if (1..=max).contains(&length) {
        Ok(())
    } else {
        Err(GraphError::invalid(format!(
            "{what} length invalid. Min length: 1, Max length: {max}"
        )))
    }
}
