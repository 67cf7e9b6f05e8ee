//! Checks of interactive messages.

use std::collections::HashSet;

use serde_json::{Map, Value, json};

use super::simple::{Checked, media};
use super::{MediaRef, carousel, field, order};
use crate::error::GraphError;

pub(super) type Fields = Map<String, Value>;

/// What the parts around the action may be.
struct Frame {
    header: &'static [&'static str],
    body_max: usize,
    body_required: bool,
    footer: bool,
}

const TEXT_OR_MEDIA: &[&str] = &["text", "image", "video", "document"];

const fn frame(
    header: &'static [&'static str],
    body_max: usize,
    body_required: bool,
    footer: bool,
) -> Frame {
    Frame {
        header,
        body_max,
        body_required,
        footer,
    }
}

/// Checks an interactive object; the type is kept in lower case.
pub(super) fn interactive(content: &Value) -> Checked {
    let fields = field::item(content, "interactive")?;
    let kind = field::text(fields, "type", "interactive.", 64)?.to_lowercase();
    let frame = match kind.as_str() {
        "button" | "cta_url" | "flow" => frame(TEXT_OR_MEDIA, 1024, true, true),
        "list" => frame(&["text"], 4096, true, true),
        "location_request_message"
        | "address_message"
        | "request_contact_info"
        | "contact_request"
        | "carousel" => frame(&[], 1024, true, false),
        "voice_call" | "call_permission_request" => {
            frame(TEXT_OR_MEDIA, 1024, kind == "voice_call", true)
        }
        "product" => frame(&[], 1024, false, true),
        "product_list" => frame(&["text"], 1024, true, true),
        "catalog_message" => frame(&[], 1024, true, true),
        "order_details" | "order_status" => frame(&["image"], 1024, true, true),
        other => {
            return Err(GraphError::invalid(format!(
                "Interactive type '{other}' is not known."
            )));
        }
    };
    let mut refs = Vec::new();
    parts(fields, &frame, &kind, &mut refs)?;
    let action = field::object(fields, "action", "interactive.")?;
    match kind.as_str() {
        "button" => buttons(action)?,
        "list" => rows(action)?,
        "cta_url" => call_to_action(action, "interactive.action.")?,
        "location_request_message" => named(action, "send_location")?,
        "address_message" => address(action)?,
        "request_contact_info" | "contact_request" => named(action, "request_contact_info")?,
        "voice_call" => named(action, "voice_call")?,
        "flow" => flow(action)?,
        "carousel" => carousel::carousel(action, &mut refs)?,
        "product" => {
            field::text(action, "catalog_id", "interactive.action.", 64)?;
            field::text(action, "product_retailer_id", "interactive.action.", 256)?;
        }
        "product_list" => {
            if !fields.contains_key("header") {
                return Err(GraphError::missing(
                    "Parameter 'interactive.header' is required for type 'product_list'.",
                ));
            }
            products(action)?;
        }
        "catalog_message" => named(action, "catalog_message")?,
        "call_permission_request" => named(action, "call_permission_request")?,
        "order_details" => order::details(action)?,
        "order_status" => order::status(action)?,
        _ => {}
    }
    let mut kept = fields.clone();
    kept.insert("type".into(), json!(kind));
    Ok((Value::Object(kept), refs))
}

fn parts(
    fields: &Fields,
    frame: &Frame,
    kind: &str,
    refs: &mut Vec<MediaRef>,
) -> Result<(), GraphError> {
    match fields.get("body").filter(|body| !body.is_null()) {
        Some(body) => {
            field::text(
                field::item(body, "interactive.body")?,
                "text",
                "interactive.body.",
                frame.body_max,
            )?;
        }
        None if frame.body_required => {
            return Err(GraphError::missing(
                "Parameter 'interactive.body' is required.",
            ));
        }
        None => {}
    }
    if let Some(footer) = fields.get("footer").filter(|footer| !footer.is_null()) {
        if !frame.footer {
            return Err(GraphError::invalid(format!(
                "A footer is not allowed for type '{kind}'."
            )));
        }
        let text = field::text(
            field::item(footer, "interactive.footer")?,
            "text",
            "interactive.footer.",
            4096,
        )?;
        field::within(text, 60, "Footer text")?;
    }
    if let Some(value) = fields.get("header").filter(|header| !header.is_null()) {
        header(
            field::item(value, "interactive.header")?,
            frame.header,
            kind,
            refs,
        )?;
    }
    Ok(())
}

pub(super) fn header(
    fields: &Fields,
    allowed: &[&str],
    kind: &str,
    refs: &mut Vec<MediaRef>,
) -> Result<(), GraphError> {
    let sort = field::text(fields, "type", "interactive.header.", 32)?.to_lowercase();
    if !allowed.contains(&sort.as_str()) {
        return Err(GraphError::invalid(format!(
            "A header of type '{sort}' is not allowed for type '{kind}'."
        )));
    }
    if sort == "text" {
        let text = field::text(fields, "text", "interactive.header.", 4096)?;
        return field::within(text, 60, "Header text");
    }
    let file = field::object(fields, &sort, "interactive.header.")?;
    refs.push(media(file, &sort, &format!("interactive.header.{sort}"))?);
    Ok(())
}

fn buttons(action: &Fields) -> Result<(), GraphError> {
    let buttons = field::list(action, "buttons", "interactive.action.")?;
    if !(1..=3).contains(&buttons.len()) {
        return Err(GraphError::invalid(
            "Invalid buttons count. Min allowed buttons: 1, Max allowed buttons: 3",
        ));
    }
    let (mut ids, mut titles) = (HashSet::new(), HashSet::new());
    for button in buttons {
        let button = field::item(button, "interactive.action.buttons")?;
        if field::text(button, "type", "interactive.action.buttons.", 32)? != "reply" {
            return Err(GraphError::invalid("Button type must be 'reply'."));
        }
        let reply = field::object(button, "reply", "interactive.action.buttons.")?;
        let id = field::text(reply, "id", "reply.", 4096)?;
        let title = field::text(reply, "title", "reply.", 4096)?;
        field::within(id, 256, "Button id")?;
        field::within(title, 20, "Button title")?;
        if !ids.insert(id) || !titles.insert(title) {
            return Err(GraphError::invalid(
                "Duplicate button reply: ids and titles must be unique.",
            ));
        }
    }
    Ok(())
}

fn rows(action: &Fields) -> Result<(), GraphError> {
    field::within(
        field::text(action, "button", "interactive.action.", 4096)?,
        20,
        "Button",
    )?;
    let sections = field::list(action, "sections", "interactive.action.")?;
    if !(1..=10).contains(&sections.len()) {
        return Err(GraphError::invalid(
            "Invalid sections count. Min: 1, Max: 10",
        ));
    }
    let (mut ids, mut total) = (HashSet::new(), 0);
    for section in sections {
        let section = field::item(section, "interactive.action.sections")?;
        section_title(section, sections.len())?;
        let rows = field::list(section, "rows", "sections.")?;
        total += rows.len();
        for row in rows {
            let row = field::item(row, "sections.rows")?;
            let id = field::text(row, "id", "rows.", 4096)?;
            field::within(id, 200, "Row id")?;
            field::within(field::text(row, "title", "rows.", 4096)?, 24, "Row title")?;
            if let Some(description) =
                field::optional(row, "description", "rows.", 4096)?.filter(|text| !text.is_empty())
            {
                field::within(description, 72, "Row description")?;
            }
            if !ids.insert(id) {
                return Err(GraphError::invalid(
                    "Duplicate row id: row ids must be unique.",
                ));
            }
        }
    }
    if !(1..=10).contains(&total) {
        return Err(GraphError::invalid(
            "Total row count exceed max allowed count: 10",
        ));
    }
    Ok(())
}

/// Required when there is more than one section.
fn section_title(section: &Fields, sections: usize) -> Result<(), GraphError> {
    match field::optional(section, "title", "sections.", 4096)?.filter(|title| !title.is_empty()) {
        Some(title) => field::within(title, 24, "Section title"),
        None if sections > 1 => Err(GraphError::missing(
            "Section title is required when there is more than one section.",
        )),
        None => Ok(()),
    }
}

pub(super) fn call_to_action(action: &Fields, path: &str) -> Result<(), GraphError> {
    named(action, "cta_url")?;
    let parameters = field::object(action, "parameters", path)?;
    field::within(
        field::text(parameters, "display_text", "parameters.", 4096)?,
        20,
        "Display text",
    )?;
    field::web_address(
        field::text(parameters, "url", "parameters.", 2000)?,
        "parameters['url']",
    )
}

pub(super) fn named(action: &Fields, expected: &str) -> Result<(), GraphError> {
    let name = field::text(action, "name", "interactive.action.", 64)?;
    if name == expected {
        Ok(())
    } else {
        Err(GraphError::invalid(format!(
            "Action name must be '{expected}'."
        )))
    }
}

/// Addresses can be asked for in India only.
fn address(action: &Fields) -> Result<(), GraphError> {
    named(action, "address_message")?;
    let parameters = field::object(action, "parameters", "interactive.action.")?;
    if field::text(parameters, "country", "parameters.", 2)? != "IN" {
        return Err(GraphError::invalid(
            "Address messages are possible for country 'IN' only.",
        ));
    }
    if parameters.get("values").is_none_or(Value::is_null) {
        return Ok(());
    }
    let values = field::object(parameters, "values", "parameters.")?;
    match field::optional(values, "in_pin_code", "parameters.values.", 64)? {
        Some(code) if code.len() != 6 || !code.bytes().all(|b| b.is_ascii_digit()) => Err(
            GraphError::invalid("parameters.values.in_pin_code must have six digits."),
        ),
        _ => Ok(()),
    }
}

fn flow(action: &Fields) -> Result<(), GraphError> {
    named(action, "flow")?;
    let parameters = field::object(action, "parameters", "interactive.action.")?;
    if parameters
        .get("flow_message_version")
        .and_then(Value::as_str)
        != Some("3")
    {
        return Err(GraphError::invalid("flow_message_version must be '3'."));
    }
    match (
        parameters.contains_key("flow_id"),
        parameters.contains_key("flow_name"),
    ) {
        (true, false) | (false, true) => {}
        _ => {
            return Err(GraphError::missing(
                "Exactly one of flow_id and flow_name is required.",
            ));
        }
    }
    field::within(
        field::text(parameters, "flow_cta", "parameters.", 4096)?,
        30,
        "Flow button text",
    )?;
    if let Some(mode) = field::optional(parameters, "mode", "parameters.", 16)?
        && !["draft", "published"].contains(&mode)
    {
        return Err(GraphError::invalid("mode must be 'draft' or 'published'."));
    }
    match field::optional(parameters, "flow_action", "parameters.", 32)? {
        None | Some("navigate" | "data_exchange") => Ok(()),
        Some(_) => Err(GraphError::invalid(
            "flow_action must be 'navigate' or 'data_exchange'.",
        )),
    }
}

fn products(action: &Fields) -> Result<(), GraphError> {
    field::text(action, "catalog_id", "interactive.action.", 64)?;
    let sections = field::list(action, "sections", "interactive.action.")?;
    if !(1..=10).contains(&sections.len()) {
        return Err(GraphError::invalid(
            "Invalid sections count. Min: 1, Max: 10",
        ));
    }
    let mut total = 0;
    for section in sections {
        let section = field::item(section, "interactive.action.sections")?;
        section_title(section, sections.len())?;
        for product in field::list(section, "product_items", "sections.")? {
            field::text(
                field::item(product, "product_items")?,
                "product_retailer_id",
                "product_items.",
                256,
            )?;
            total += 1;
        }
    }
    if (1..=30).contains(&total) {
        Ok(())
    } else {
        Err(GraphError::invalid(
            "Invalid products count. Min: 1, Max: 30",
        ))
    }
}
