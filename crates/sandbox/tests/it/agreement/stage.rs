//! A sandbox in which the placeholders of the documentation stand for real things.

use serde_json::{Map, Value, json};

use super::open_desk;
use crate::support::{Desk, NUMBER, RINA, WABA};

/// What stands for placeholders of the documentation in this sandbox.
pub(super) struct Stage {
    pub(super) desk: Desk,
    pub(super) media: Map<String, Value>,
    templates: usize,
}

impl Stage {
    pub(super) async fn new() -> Self {
        let desk = open_desk().await;
        let mut media = Map::new();
        for (kind, mime) in [
            ("image", "image/png"),
            ("video", "video/mp4"),
            ("audio", "audio/ogg"),
            ("document", "application/pdf"),
            ("sticker", "image/webp"),
        ] {
            let part = reqwest::multipart::Part::bytes(vec![1_u8; 64])
                .file_name("f")
                .mime_str(mime)
                .unwrap();
            let form = reqwest::multipart::Form::new()
                .text("messaging_product", "whatsapp")
                .part("file", part);
            let url = format!("{}/v25.0/{NUMBER}/media", desk.base);
            let answer: Value = desk
                .http
                .post(url)
                .bearer_auth(crate::support::TOKEN)
                .multipart(form)
                .send()
                .await
                .unwrap()
                .json()
                .await
                .unwrap();
            media.insert(kind.to_owned(), answer["id"].clone());
        }
        let person = json!({"id": "meta-user", "name": "Pablo", "wa_id": "16505551234", "bsuid": "US.13491208655302741918", "country": "US"});
        desk.control("POST", "/customers", Some(person)).await;
        desk.say("meta-user", "Hi").await;
        desk.say("rina", "Halo").await;
        Self {
            desk,
            media,
            templates: 0,
        }
    }

    /// Puts real things in the places of placeholders.
    pub(super) fn filled(&self, value: &Value, key: &str, parent: &str) -> Value {
        match value {
            Value::Object(fields) => Value::Object(
                fields
                    .iter()
                    .map(|(name, inner)| (name.clone(), self.filled(inner, name, key)))
                    .collect(),
            ),
            Value::Array(list) => Value::Array(
                list.iter()
                    .map(|inner| self.filled(inner, key, parent))
                    .collect(),
            ),
            Value::String(text) => json!(self.text(text, key, parent)),
            other => other.clone(),
        }
    }

    fn text(&self, text: &str, key: &str, parent: &str) -> String {
        if key == "id"
            && let Some(id) = self.media.get(parent)
        {
            return id.as_str().unwrap().to_owned();
        }
        let placeholder = text.starts_with('<') || text.starts_with("{{") && text.ends_with("}}");
        match key {
            "to" if !text.chars().any(|character| character.is_ascii_digit()) || placeholder => {
                RINA.to_owned()
            }
            "link" | "url" if !text.starts_with("https://") => "https://a.example/x".to_owned(),
            "override_callback_uri" => format!("{}/hook", self.desk.receiver_url),
            "verify_token" => "right".to_owned(),
            "type" if placeholder => "text".to_owned(),
            "code" if text.chars().all(|character| character.is_ascii_digit()) => {
                "123456".to_owned()
            }
            // Short, and different for different placeholders.
            _ if placeholder => {
                let sum = text.bytes().fold(7_u32, |sum, byte| {
                    sum.wrapping_mul(31).wrapping_add(u32::from(byte))
                });
                format!("p{}", sum % 1_000_000)
            }
            _ => text.to_owned(),
        }
    }

    /// Makes what a message needs to be accepted: its template, or the message it marks as read.
    async fn prepare(&mut self, message: &Value) {
        if message["status"] == "read" {
            let id = message["message_id"].clone();
            let body =
                json!({"phone_number_id": NUMBER, "customer": "rina", "text": "x", "id": id});
            // A second example may mark the same message.
            self.desk
                .call("POST", "/_sandbox/inbound", None, Some(body))
                .await;
        }
        if message["type"] == "template" && message["template"].is_object() {
            let template = definition(&message["template"]);
            self.desk
                .control("POST", "/templates", Some(template))
                .await;
        }
    }

    /// Sends a message that was filled in; templates are made anew for each.
    pub(super) async fn send(&mut self, message: &Value) -> (u16, Value) {
        let mut message = message.clone();
        if message["type"] == "template" && message["template"]["name"].is_string() {
            self.templates += 1;
            message["template"]["name"] = json!(format!("t{}", self.templates));
        }
        self.prepare(&message).await;
        self.desk
            .graph("POST", &format!("/{NUMBER}/messages"), Some(message))
            .await
    }
}

/// A template for which this send is right.
fn definition(send: &Value) -> Value {
    let components = send["components"].as_array().cloned().unwrap_or_default();
    let named = send.to_string().contains("parameter_name");
    let mut parts = defined(&components);
    if !parts.iter().any(|part| part["type"] == "BODY") {
        parts.push(json!({"type": "BODY", "text": "Halo dari toko."}));
    }
    json!({"waba_id": WABA, "name": send["name"], "language": send["language"]["code"], "category": "UTILITY",
        "parameter_format": if named {"NAMED"} else {"POSITIONAL"}, "components": parts})
}

fn texts(parameters: &[Value]) -> String {
    let mut text = "Halo".to_owned();
    for (at, parameter) in parameters.iter().enumerate() {
        let name = parameter["parameter_name"]
            .as_str()
            .map_or_else(|| (at + 1).to_string(), str::to_owned);
        text = format!("{text} {{{{{name}}}}} ya");
    }
    text
}

fn defined(components: &[Value]) -> Vec<Value> {
    let empty = Vec::new();
    let mut parts = Vec::new();
    let mut buttons: Vec<Value> = Vec::new();
    for component in components {
        let parameters = component["parameters"].as_array().unwrap_or(&empty);
        match component["type"].as_str().unwrap_or_default().to_lowercase().as_str() {
            "header" => {
                let kind = parameters.first().map_or("text", |first| first["type"].as_str().unwrap_or("text")).to_uppercase();
                parts.push(if kind == "TEXT" { json!({"type": "HEADER", "format": "TEXT", "text": texts(parameters)}) } else { json!({"type": "HEADER", "format": kind}) });
            }
            "body" => parts.push(json!({"type": "BODY", "text": texts(parameters)})),
            "button" => {
                let index = component["index"].as_u64().or_else(|| component["index"].as_str()?.parse().ok()).unwrap_or(0);
                while buttons.len() <= usize::try_from(index).unwrap() {
                    buttons.push(json!({"type": "QUICK_REPLY", "text": "Ya"}));
                }
                let kind = component["sub_type"].as_str().unwrap_or_default().to_uppercase();
                let mut button = json!({"type": kind, "text": "Ya"});
                if kind == "URL" {
                    button["url"] = json!("https://a.example/{{1}}");
                }
                buttons[usize::try_from(index).unwrap()] = button;
            }
            "carousel" => {
                let cards: Vec<Value> = component["cards"].as_array().unwrap_or(&empty).iter()
                    .map(|card| json!({"components": defined(card["components"].as_array().unwrap_or(&empty))}))
                    .collect();
                parts.push(json!({"type": "CAROUSEL", "cards": cards}));
            }
            "limited_time_offer" => parts.push(json!({"type": "LIMITED_TIME_OFFER", "limited_time_offer": {"text": "Segera", "has_expiration": true}})),
            _ => {}
        }
    }
    if !buttons.is_empty() {
        parts.push(json!({"type": "BUTTONS", "buttons": buttons}));
    }
    parts
}
