//! The parser against payloads of our own, family by family.

mod app;
mod content;
mod envelope;
mod facts;
mod hostile;
mod people;

use domain::event::{ChannelEvent, EventBody, InboundMessage, Parsed};
use domain::identity::{IdentityKind, IdentitySet};
use serde_json::{Value, json};

use super::parse;

const NUMBER: &str = "5550001";
const ACCOUNT: &str = "9000001";

fn body(field: &str, mut value: Value) -> Value {
    if let Some(map) = value.as_object_mut() {
        map.insert("messaging_product".to_owned(), json!("whatsapp"));
        map.insert(
            "metadata".to_owned(),
            json!({"display_phone_number": "+62 21 555", "phone_number_id": NUMBER}),
        );
    }
    json!({
        "object": "whatsapp_business_account",
        "entry": [{"id": ACCOUNT, "time": 1_760_000_000, "changes": [{"field": field, "value": value}]}],
    })
}

fn read(body: &Value) -> Parsed {
    parse(body.to_string().as_bytes()).unwrap()
}

/// One message of Rina's, who has shown her phone and her user id.
fn from_rina(mut message: Value) -> Value {
    let map = message.as_object_mut().unwrap();
    map.entry("id").or_insert(json!("wamid.IN1"));
    map.entry("from").or_insert(json!("62811000111"));
    map.entry("timestamp").or_insert(json!("1760000100"));
    body(
        "messages",
        json!({
            "contacts": [{"wa_id": "62811000111", "user_id": "ID.77", "profile": {"name": "Rina", "username": "rina.d"}}],
            "messages": [message],
        }),
    )
}

fn only(parsed: Parsed) -> ChannelEvent {
    assert_eq!(parsed.unreadable, []);
    assert_eq!(parsed.events.len(), 1, "{:?}", parsed.events);
    parsed.events.into_iter().next().unwrap()
}

fn message(body: &Value) -> InboundMessage {
    match only(read(body)).body {
        EventBody::Message(message) => *message,
        other => panic!("a message expected, not {other:?}"),
    }
}

fn rina() -> IdentitySet {
    IdentitySet::new()
        .with(IdentityKind::Phone, "62811000111")
        .with(IdentityKind::UserId, "ID.77")
        .with(IdentityKind::Username, "rina.d")
}
