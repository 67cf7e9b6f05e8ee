//! Fills a template with the parameters of a send, or says why they do not fit.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use regex::Regex;
use serde_json::{Map, Value, json};

use super::simple::media;
use super::{MediaRef, buttons::buttons, field};
use crate::error::GraphError;
use crate::world::Template;

/// `{{1}}` or `{{first_name}}`.
#[expect(
    clippy::unwrap_used,
    reason = "a constant pattern, exercised by every test of this file"
)]
pub(crate) static VARIABLE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\{\{\s*([A-Za-z0-9_]+)\s*\}\}").unwrap());

/// Longest hydrated texts.
const HEADER_MAX: usize = 60;
const BODY_MAX: usize = 1024;

/// The message as the person will see it, and the media it names.
pub(crate) fn fill(
    template: &Template,
    sent: &[Value],
) -> Result<(Value, Vec<MediaRef>), GraphError> {
    let mut refs = Vec::new();
    let rendered = fill_parts(&template.components, sent, template, &mut refs, true)?;
    Ok((rendered, refs))
}

/// The kind of a component or button, in capitals.
pub(super) fn kind(value: &Value) -> String {
    value["type"].as_str().unwrap_or_default().to_uppercase()
}

fn fill_parts(
    parts: &[Value],
    sent: &[Value],
    template: &Template,
    refs: &mut Vec<MediaRef>,
    whole: bool,
) -> Result<Value, GraphError> {
    let mut rendered = Map::new();
    let mut known = BTreeSet::from(["BUTTON".to_owned(), "TAP_TARGET_CONFIGURATION".to_owned()]);
    for part in parts {
        let part_kind = kind(part);
        let given = sent.iter().find(|one| kind(one) == part_kind);
        match part_kind.as_str() {
            "HEADER" => {
                rendered.insert("header".into(), header(part, given, template, refs)?);
            }
            "BODY" => {
                rendered.insert("body".into(), json!(body(part, given, template)?));
            }
            "FOOTER" => {
                rendered.insert("footer".into(), json!(footer(part)));
            }
            "BUTTONS" => {
                let list = part["buttons"]
                    .as_array()
                    .map(Vec::as_slice)
                    .unwrap_or_default();
                rendered.insert("buttons".into(), Value::Array(buttons(list, sent)?));
            }
            "CAROUSEL" if whole => {
                rendered.insert(
                    "cards".into(),
                    Value::Array(cards(part, given, template, refs)?),
                );
            }
            "LIMITED_TIME_OFFER" => {
                rendered.insert("offer".into(), offer(part, given)?);
            }
            _ => {}
        }
        known.insert(part_kind);
    }
    if !known.contains("BUTTONS") {
        buttons(&[], sent)?;
    }
    if let Some(extra) = sent.iter().map(kind).find(|sort| !known.contains(sort)) {
        return Err(GraphError::messaging(
            132_000,
            format!(
                "{}: the template has no such component",
                extra.to_lowercase()
            ),
        ));
    }
    Ok(Value::Object(rendered))
}

pub(super) fn parameters(component: Option<&Value>) -> &[Value] {
    component
        .and_then(|one| one["parameters"].as_array())
        .map(Vec::as_slice)
        .unwrap_or_default()
}

fn header(
    part: &Value,
    given: Option<&Value>,
    template: &Template,
    refs: &mut Vec<MediaRef>,
) -> Result<Value, GraphError> {
    let format = part["format"].as_str().unwrap_or("TEXT").to_uppercase();
    let sent = parameters(given);
    if format == "TEXT" {
        let text = hydrate(
            part["text"].as_str().unwrap_or_default(),
            sent,
            template.named(),
            "header",
        )?;
        if text.chars().count() > HEADER_MAX {
            return Err(GraphError::messaging(
                132_005,
                format!("header: the text is longer than {HEADER_MAX} characters"),
            ));
        }
        return Ok(json!({"format": "TEXT", "text": text}));
    }
    let wanted = format.to_lowercase();
    let got = match sent {
        [one] => one,
        [] => {
            return Err(GraphError::messaging(
                132_012,
                format!("header: Format mismatch, expected {format}, received UNKNOWN"),
            ));
        }
        _ => return Err(count("header", sent.len(), 1)),
    };
    let got_kind = got["type"].as_str().unwrap_or_default().to_lowercase();
    if got_kind != wanted {
        return Err(GraphError::messaging(
            132_012,
            format!(
                "header: Format mismatch, expected {format}, received {}",
                got_kind.to_uppercase()
            ),
        ));
    }
    let content = field::object(
        field::item(got, "header.parameters")?,
        &wanted,
        "header.parameters.",
    )?;
    match format.as_str() {
        "IMAGE" | "VIDEO" | "DOCUMENT" => refs.push(media(
            content,
            &wanted,
            &format!("template.header.{wanted}"),
        )?),
        "LOCATION" => {
            field::number(content, "latitude", "header.location.")?;
            field::number(content, "longitude", "header.location.")?;
        }
        "PRODUCT" => {
            field::text(content, "product_retailer_id", "header.product.", 256)?;
        }
        _ => {}
    }
    Ok(json!({"format": format, wanted: content}))
}

fn body(part: &Value, given: Option<&Value>, template: &Template) -> Result<String, GraphError> {
    let sent = parameters(given);
    if template.category == "AUTHENTICATION" && part["text"].as_str().is_none() {
        let [code] = sent else {
            return Err(count("body", sent.len(), 1));
        };
        let code = plain(code, "body")?;
        if code.chars().count() > 15 {
            return Err(GraphError::invalid(
                "body: the code must be at most 15 characters long",
            ));
        }
        let advice = if part["add_security_recommendation"].as_bool() == Some(true) {
            " For your security, do not share this code."
        } else {
            ""
        };
        return Ok(format!("*{code}* is your verification code.{advice}"));
    }
    let text = hydrate(
        part["text"].as_str().unwrap_or_default(),
        sent,
        template.named(),
        "body",
    )?;
    if text.chars().count() > BODY_MAX {
        return Err(GraphError::messaging(
            132_005,
            format!("body: the text is longer than {BODY_MAX} characters"),
        ));
    }
    Ok(text)
}

fn footer(part: &Value) -> String {
    match (
        part["text"].as_str(),
        part["code_expiration_minutes"].as_i64(),
    ) {
        (Some(text), _) => text.to_owned(),
        (None, Some(minutes)) => format!("This code expires in {minutes} minutes."),
        (None, None) => String::new(),
    }
}

pub(super) fn count(place: &str, got: usize, expected: usize) -> GraphError {
    GraphError::messaging(
        132_000,
        format!(
            "{place}: number of localizable_params ({got}) does not match the expected number of params ({expected})"
        ),
    )
}

/// The text of a parameter that stands for text.
pub(super) fn plain(parameter: &Value, place: &str) -> Result<String, GraphError> {
    let text = match parameter["type"]
        .as_str()
        .unwrap_or_default()
        .to_lowercase()
        .as_str()
    {
        "text" => match &parameter["text"] {
            Value::String(text) => text.clone(),
            Value::Number(number) => number.to_string(),
            Value::Bool(flag) => flag.to_string(),
            _ => {
                return Err(GraphError::missing(
                    "Parameter of type text is missing text value",
                ));
            }
        },
        other @ ("currency" | "date_time") => parameter[other]["fallback_value"]
            .as_str()
            .ok_or_else(|| GraphError::missing(format!("{place}: {other} needs a fallback_value")))?
            .to_owned(),
        other => {
            return Err(GraphError::messaging(
                132_012,
                format!(
                    "{place}: Format mismatch, expected TEXT, received {}",
                    other.to_uppercase()
                ),
            ));
        }
    };
    if text.is_empty() {
        return Err(GraphError::missing(
            "Parameter of type text is missing text value",
        ));
    }
    if text.contains(['\n', '\t', '\r']) || text.contains("     ") {
        return Err(GraphError::messaging(
            132_018,
            format!(
                "{place}: Param text cannot have new-line/tab characters or more than 4 consecutive spaces"
            ),
        ));
    }
    Ok(text)
}

/// Puts the parameters into the text.
fn hydrate(text: &str, sent: &[Value], named: bool, place: &str) -> Result<String, GraphError> {
    let names: BTreeSet<&str> = VARIABLE
        .captures_iter(text)
        .filter_map(|found| found.get(1))
        .map(|found| found.as_str())
        .collect();
    if sent.len() != names.len() {
        return Err(count(place, sent.len(), names.len()));
    }
    let mut values = BTreeMap::new();
    for (at, parameter) in sent.iter().enumerate() {
        let value = plain(parameter, place)?;
        let name = match (named, parameter["parameter_name"].as_str()) {
            (true, Some(name)) => name.to_owned(),
            (true, None) => {
                return Err(GraphError::invalid(format!(
                    "{place}: Parameter name is missing or empty"
                )));
            }
            (false, _) => (at + 1).to_string(),
        };
        values.insert(name, value);
    }
    if let Some(unfilled) = names.iter().find(|name| !values.contains_key(**name)) {
        return Err(GraphError::messaging(
            if named { 131_009 } else { 132_000 },
            format!("{place}: there is no parameter for {{{{{unfilled}}}}}"),
        ));
    }
    Ok(VARIABLE
        .replace_all(text, |found: &regex::Captures<'_>| {
            values.get(&found[1]).cloned().unwrap_or_default()
        })
        .into_owned())
}

fn cards(
    part: &Value,
    given: Option<&Value>,
    template: &Template,
    refs: &mut Vec<MediaRef>,
) -> Result<Vec<Value>, GraphError> {
    let defined = part["cards"]
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default();
    let sent = given
        .and_then(|one| one["cards"].as_array())
        .map(Vec::as_slice)
        .unwrap_or_default();
    if defined.len() != sent.len() {
        return Err(count("carousel cards", sent.len(), defined.len()));
    }
    let empty = Vec::new();
    defined
        .iter()
        .zip(sent)
        .map(|(card, filled)| {
            let parts = card["components"].as_array().unwrap_or(&empty);
            let components = filled["components"].as_array().unwrap_or(&empty);
            fill_parts(parts, components, template, refs, false)
        })
        .collect()
}

fn offer(part: &Value, given: Option<&Value>) -> Result<Value, GraphError> {
    let definition = &part["limited_time_offer"];
    let expires = parameters(given)
        .first()
        .map(|one| &one["limited_time_offer"]["expiration_time_ms"]);
    match expires {
        Some(at) if at.is_number() => Ok(json!({"text": definition["text"], "expires_ms": at})),
        None if definition["has_expiration"].as_bool() != Some(true) => {
            Ok(json!({"text": definition["text"]}))
        }
        _ => Err(GraphError::missing(
            "limited_time_offer: expiration_time_ms is required",
        )),
    }
}

/// The variables of a text, each once, in the order of their first appearance.
pub(crate) fn variables(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for capture in VARIABLE.captures_iter(text) {
        if !found.contains(&capture[1].to_owned()) {
            found.push(capture[1].to_owned());
        }
    }
    found
}

/// The text without its variables.
pub(crate) fn plain_text(text: &str) -> String {
    VARIABLE.replace_all(text, " ").into_owned()
}
