//! A template as Graph describes it (Meta, "Templates": list and read).

use domain::template::{Button, Header, Template, TemplateStatus, variables};
use serde_json::Value;

use crate::TemplateRefusal;
use crate::json;

/// Reads a template. Parts that need more than a header, a body, a footer and buttons (cards, limited offers, calls)
/// are refused by name, because what would be sent could not be shown before.
pub(super) fn parse(value: &Value) -> Result<Template, TemplateRefusal> {
    let refuse = |part: &str, reason: &str| TemplateRefusal {
        name: json::owned(value, "name"),
        language: json::owned(value, "language"),
        part: part.to_owned(),
        reason: reason.to_owned(),
    };
    let need = |key: &str| json::owned(value, key).ok_or_else(|| refuse(key, "is missing"));
    let mut template = Template {
        name: need("name")?,
        language: need("language")?.replace('-', "_"),
        category: need("category")?.to_uppercase(),
        status: TemplateStatus(need("status")?.to_uppercase()),
        provider_id: json::id(value, "id"),
        named: false,
        header: Header::None,
        body: String::new(),
        footer: None,
        buttons: Vec::new(),
        reason: json::owned(value, "rejected_reason").filter(|reason| reason != "NONE"),
    };
    let components = value
        .get("components")
        .and_then(Value::as_array)
        .ok_or_else(|| refuse("components", "are missing"))?;
    for component in components {
        let kind = json::text(component, "type").unwrap_or("").to_uppercase();
        match kind.as_str() {
            "HEADER" => {
                template.header = header(component)
                    .ok_or_else(|| refuse("header", "has a form that is not known"))?;
            }
            "BODY" => {
                template.body =
                    json::owned(component, "text").ok_or_else(|| refuse("body", "has no text"))?;
            }
            "FOOTER" => template.footer = json::owned(component, "text"),
            "BUTTONS" => {
                template.buttons = buttons(component)
                    .ok_or_else(|| refuse("buttons", "have a form that is not known"))?;
            }
            other => return Err(refuse(other, "is a part that cannot be sent from here yet")),
        }
    }
    if template.body.is_empty() {
        return Err(refuse("body", "is missing"));
    }
    template.named = match json::text(value, "parameter_format") {
        Some(format) => format.eq_ignore_ascii_case("named"),
        // Older answers lack the word; numbered variables are numbers.
        None => variables(&template.body)
            .iter()
            .any(|v| v.parse::<u32>().is_err()),
    };
    Ok(template)
}

fn header(component: &Value) -> Option<Header> {
    let format = json::text(component, "format")
        .unwrap_or("TEXT")
        .to_lowercase();
    match format.as_str() {
        "text" => Some(Header::Text {
            text: json::owned(component, "text")?,
        }),
        "image" | "video" | "document" | "location" => Some(Header::Media { kind: format }),
        _ => None,
    }
}

fn buttons(component: &Value) -> Option<Vec<Button>> {
    component
        .get("buttons")?
        .as_array()?
        .iter()
        .map(|button| {
            Some(Button {
                kind: json::text(button, "type")?.to_uppercase(),
                text: json::owned(button, "text").unwrap_or_default(),
                url: json::owned(button, "url"),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn listed() -> Value {
        json!({
            "id": "8001", "name": "pesanan_siap", "language": "en-US", "status": "approved", "category": "utility",
            "components": [
                {"type": "HEADER", "format": "TEXT", "text": "Order {{1}}"},
                {"type": "BODY", "text": "Hi {{1}}, your order from {{2}} is ready."},
                {"type": "FOOTER", "text": "Toko Angin"},
                {"type": "BUTTONS", "buttons": [
                    {"type": "URL", "text": "Track", "url": "https://toko.example/t/{{1}}"},
                    {"type": "QUICK_REPLY", "text": "Thanks"}
                ]}
            ]
        })
    }

    #[test]
    fn reads_the_listed_form() {
        let template = parse(&listed()).unwrap();
        assert_eq!(template.language, "en_US");
        assert!(template.status.is_sendable() && !template.named);
        assert_eq!(
            template.header,
            Header::Text {
                text: "Order {{1}}".to_owned()
            }
        );
        assert_eq!(template.buttons[1].kind, "QUICK_REPLY");
        assert_eq!(template.footer.as_deref(), Some("Toko Angin"));
    }

    #[test]
    fn named_by_word_or_by_variables() {
        let mut value = listed();
        value["parameter_format"] = json!("NAMED");
        assert!(parse(&value).unwrap().named);
        value["parameter_format"] = json!("POSITIONAL");
        assert!(!parse(&value).unwrap().named);
        value.as_object_mut().unwrap().remove("parameter_format");
        value["components"][1]["text"] = json!("Hi {{first_name}}.");
        assert!(parse(&value).unwrap().named);
    }

    #[test]
    fn what_cannot_be_sent_faithfully_is_refused() {
        let mut cards = listed();
        cards["components"][2] = json!({"type": "CAROUSEL", "cards": []});
        let refusal = parse(&cards).unwrap_err();
        assert_eq!(
            (refusal.part.as_str(), refusal.name.as_deref()),
            ("CAROUSEL", Some("pesanan_siap"))
        );
        for key in ["name", "language", "status", "category", "components"] {
            let mut value = listed();
            value.as_object_mut().unwrap().remove(key);
            assert_eq!(parse(&value).unwrap_err().part, key);
        }
        for nonsense in [json!(null), json!([]), json!("x"), json!({"components": 1})] {
            assert!(parse(&nonsense).is_err());
        }
    }
}
