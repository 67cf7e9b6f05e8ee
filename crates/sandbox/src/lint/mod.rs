//! The checks that a new template must pass before review. Pure.

mod buttons;

use std::sync::LazyLock;

use regex::Regex;
use serde_json::{Map, Value};

use crate::check::{plain_text, variables};
use crate::error::GraphError;

const HEADER_MAX: usize = 60;
const BODY_MAX: usize = 1024;
const FOOTER_MAX: usize = 60;

#[expect(
    clippy::unwrap_used,
    reason = "constant patterns, exercised by the tests"
)]
static NAME: LazyLock<Regex> = LazyLock::new(|| Regex::new("^[a-z0-9_]{1,512}$").unwrap());
#[expect(
    clippy::unwrap_used,
    reason = "constant patterns, exercised by the tests"
)]
static LANGUAGE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("^[a-z]{2,3}(_[A-Za-z]{2,4})?$").unwrap());
#[expect(
    clippy::unwrap_used,
    reason = "constant patterns, exercised by the tests"
)]
static PLACEHOLDER: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("^([0-9]+|[a-z][a-z0-9_]*)$").unwrap());

/// A template as it may be stored.
#[derive(Debug)]
pub(crate) struct Linted {
    pub(crate) name: String,
    pub(crate) language: String,
    pub(crate) category: String,
    pub(crate) parameter_format: String,
    pub(crate) ttl_seconds: Option<i64>,
    pub(crate) components: Vec<Value>,
}

pub(super) fn fault(subcode: i64, title: &str, text: impl Into<String>) -> GraphError {
    GraphError::with_subcode(subcode, title, text)
}

pub(super) fn format_error(text: impl Into<String>) -> GraphError {
    fault(
        2_388_072,
        "Message template \"components\" is not valid",
        text,
    )
}

/// Checks a request to create a template.
pub(crate) fn create(body: &Map<String, Value>) -> Result<Linted, GraphError> {
    let text = |key: &str| body.get(key).and_then(Value::as_str).map(str::to_owned);
    let name = text("name").ok_or_else(|| GraphError::param("The parameter name is required."))?;
    if !NAME.is_match(&name) {
        return Err(GraphError::param(
            "Param name must be lower-case letters, digits and underscores, at most 512.",
        ));
    }
    let language =
        text("language").ok_or_else(|| GraphError::param("The parameter language is required."))?;
    if !LANGUAGE.is_match(&language) {
        return Err(GraphError::param(format!(
            "Param language must be a supported language - got \"{language}\"."
        )));
    }
    let category = text("category").unwrap_or_default().to_uppercase();
    if !["UTILITY", "MARKETING", "AUTHENTICATION"].contains(&category.as_str()) {
        return Err(GraphError::param(format!(
            "Param category must be one of {{UTILITY, MARKETING, AUTHENTICATION}} - got \"{category}\"."
        )));
    }
    let parameter_format = text("parameter_format")
        .unwrap_or_else(|| "POSITIONAL".to_owned())
        .to_uppercase();
    if !["NAMED", "POSITIONAL"].contains(&parameter_format.as_str()) {
        return Err(GraphError::param(
            "Param parameter_format must be one of {NAMED, POSITIONAL}.",
        ));
    }
    let ttl_seconds = match body.get("message_send_ttl_seconds") {
        None | Some(Value::Null) => None,
        Some(Value::String(text)) => text.parse().ok(),
        Some(other) => other.as_i64(),
    };
    let components = body
        .get("components")
        .and_then(Value::as_array)
        .ok_or_else(|| GraphError::param("The parameter components is required."))?;
    let components = components_of(components, &category, parameter_format == "NAMED")?;
    Ok(Linted {
        name,
        language,
        category,
        parameter_format,
        ttl_seconds,
        components,
    })
}

/// Checks components and answers them with types and formats in capitals.
pub(crate) fn components_of(
    given: &[Value],
    category: &str,
    named: bool,
) -> Result<Vec<Value>, GraphError> {
    let mut seen = Vec::new();
    let mut kept = Vec::new();
    for component in given {
        let mut component = component
            .as_object()
            .cloned()
            .ok_or_else(|| GraphError::param("Param components must be a list of objects."))?;
        let kind = upper(&mut component, "type");
        if kind.is_empty() || seen.contains(&kind) {
            return Err(format_error(format!(
                "Component '{kind}' is unknown or given twice."
            )));
        }
        match kind.as_str() {
            "HEADER" => header(&mut component, category, named)?,
            "BODY" => body(&component, category, named)?,
            "FOOTER" => footer(&component)?,
            "BUTTONS" => buttons::buttons(&mut component, category)?,
            "CAROUSEL" => buttons::carousel(&mut component, category, named)?,
            "LIMITED_TIME_OFFER" | "CALL_PERMISSION_REQUEST" => {}
            other => {
                return Err(format_error(format!(
                    "Component type '{other}' is unknown."
                )));
            }
        }
        seen.push(kind);
        kept.push(Value::Object(component));
    }
    let has = |kind: &str| seen.iter().any(|one| one == kind);
    if !has("BODY") {
        return Err(format_error("A template needs a BODY component."));
    }
    if has("LIMITED_TIME_OFFER") && (has("FOOTER") || category != "MARKETING") {
        return Err(format_error(
            "A limited-time offer is for marketing templates without a footer.",
        ));
    }
    Ok(kept)
}

pub(super) fn upper(component: &mut Map<String, Value>, key: &str) -> String {
    let word = component
        .get(key)
        .and_then(Value::as_str)
        .unwrap_or_default()
        .to_uppercase();
    if !word.is_empty() {
        component.insert(key.to_owned(), Value::String(word.clone()));
    }
    word
}

pub(super) fn header(
    component: &mut Map<String, Value>,
    category: &str,
    named: bool,
) -> Result<(), GraphError> {
    if !component.contains_key("format") {
        component.insert("format".into(), Value::String("TEXT".into()));
    }
    let problem = |text: &str| fault(2_388_047, "Message header format is incorrect", text);
    match upper(component, "format").as_str() {
        "TEXT" => {
            let text = component
                .get("text")
                .and_then(Value::as_str)
                .unwrap_or_default();
            let found = variables(text);
            if text.is_empty() || text.contains('\n') || found.len() > 1 {
                return Err(problem(
                    "A text header is one line with at most one variable.",
                ));
            }
            if text.chars().count() > HEADER_MAX {
                return Err(fault(
                    2_388_040,
                    "Character limit exceeded",
                    format!("The header is longer than {HEADER_MAX} characters."),
                ));
            }
            names(&found, named)?;
            example(
                component,
                !found.is_empty(),
                &["header_text", "header_text_named_params", "body_text"],
            )
        }
        "IMAGE" | "VIDEO" | "DOCUMENT" => {
            example(component, true, &["header_handle", "header_url"])
        }
        "LOCATION" if category == "AUTHENTICATION" => {
            Err(problem("Location headers are for utility and marketing."))
        }
        "LOCATION" | "PRODUCT" => Ok(()),
        other => Err(problem(&format!("Header format '{other}' is unknown."))),
    }
}

pub(super) fn body(
    component: &Map<String, Value>,
    category: &str,
    named: bool,
) -> Result<(), GraphError> {
    let Some(text) = component.get("text").and_then(Value::as_str) else {
        return if category == "AUTHENTICATION" {
            Ok(())
        } else {
            Err(format_error("The body needs a text."))
        };
    };
    if category == "AUTHENTICATION" {
        return Err(format_error(
            "Authentication templates have a fixed text; leave the body text out.",
        ));
    }
    if text.trim().is_empty() {
        return Err(format_error("The body text is empty."));
    }
    if text.chars().count() > BODY_MAX {
        return Err(fault(
            2_388_040,
            "Character limit exceeded",
            format!("The body is longer than {BODY_MAX} characters."),
        ));
    }
    let found = variables(text);
    names(&found, named)?;
    let trimmed = text.trim();
    if trimmed.starts_with("{{") || trimmed.ends_with("}}") {
        return Err(fault(
            2_388_299,
            "Leading or trailing params",
            "Variables can't be at the start or end of the template.",
        ));
    }
    if text.replace(char::is_whitespace, "").contains("}}{{") {
        return Err(format_error("Two variables must have text between them."));
    }
    let words = plain_text(text)
        .split_whitespace()
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .count();
    if words < 2 * found.len() + 1 && !found.is_empty() {
        return Err(fault(
            2_388_293,
            "Too many variables",
            "This template has too many variables for its length.",
        ));
    }
    example(
        component,
        !found.is_empty(),
        &["body_text", "body_text_named_params"],
    )
}

/// Positional names count from 1; named ones are lower case.
fn names(found: &[String], named: bool) -> Result<(), GraphError> {
    for (at, name) in found.iter().enumerate() {
        let positional = name.chars().all(|character| character.is_ascii_digit());
        if !PLACEHOLDER.is_match(name) || positional == named {
            return Err(format_error(format!(
                "The variable {{{{{name}}}}} does not fit the parameter format."
            )));
        }
        if positional && *name != (at + 1).to_string() {
            return Err(format_error(
                "Positional variables must count from {{1}} without gaps.",
            ));
        }
    }
    Ok(())
}

fn example(component: &Map<String, Value>, needed: bool, keys: &[&str]) -> Result<(), GraphError> {
    let present = component
        .get("example")
        .and_then(Value::as_object)
        .is_some_and(|example| keys.iter().any(|key| example.contains_key(*key)));
    if needed && !present {
        return Err(fault(
            2_388_043,
            "Message template is missing sample values",
            format!("Give an example under '{}'.", keys[0]),
        ));
    }
    Ok(())
}

fn footer(component: &Map<String, Value>) -> Result<(), GraphError> {
    let text = component
        .get("text")
        .and_then(Value::as_str)
        .unwrap_or_default();
    if text.is_empty() && !component.contains_key("code_expiration_minutes") {
        return Err(fault(
            2_388_073,
            "Message footer format is incorrect",
            "The footer needs a text.",
        ));
    }
    if text.chars().count() > FOOTER_MAX {
        return Err(fault(
            2_388_040,
            "Character limit exceeded",
            format!("The footer is longer than {FOOTER_MAX} characters."),
        ));
    }
    if text.contains("{{") || text.contains('\n') {
        return Err(fault(
            2_388_073,
            "Message footer format is incorrect",
            "The footer has no variables and no line breaks.",
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn try_body(text: &str, example: bool) -> Result<Linted, GraphError> {
        let mut part = json!({"type": "body", "text": text});
        if example {
            part["example"] = json!({"body_text": [["a", "b"]]});
        }
        let body = json!({"name": "order_ready", "language": "id", "category": "utility", "components": [part]});
        create(body.as_object().unwrap())
    }

    #[test]
    fn bodies_by_rule() {
        for (text, example, subcode) in [
            ("Pesanan {{1}} siap diambil hari ini.", true, None),
            (
                "Pesanan {{1}} siap diambil hari ini.",
                false,
                Some(2_388_043),
            ),
            ("{{1}} siap diambil hari ini.", true, Some(2_388_299)),
            ("Siap diambil hari ini {{1}}", true, Some(2_388_299)),
            ("Halo {{1}} {{2}} siap diambil.", true, Some(2_388_072)),
            ("Halo {{1}}, {{2}}!", true, Some(2_388_293)),
            ("Halo {{2}} pesanan Anda siap.", true, Some(2_388_072)),
            ("Halo {{nama}} pesanan Anda siap.", true, Some(2_388_072)),
        ] {
            let answer = try_body(text, example);
            assert_eq!(
                answer.err().and_then(|error| error.subcode),
                subcode,
                "{text}"
            );
        }
    }

    #[test]
    fn names_and_categories() {
        let with = |name: &str, category: &str| {
            let body = json!({"name": name, "language": "id", "category": category,
                "components": [{"type": "BODY", "text": "Halo"}]});
            create(body.as_object().unwrap()).map(|linted| linted.category)
        };
        assert_eq!(with("ok_1", "marketing").unwrap(), "MARKETING");
        assert!(with("Not_ok", "MARKETING").is_err());
        assert!(with("ok", "TRANSACTIONAL").is_err());
    }
}
