//! Anything may come in; nothing is lost and nothing breaks.

use domain::event::EventBody;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::{NUMBER, body, from_rina, parse, read};

/// Values that turn up where something else belongs.
fn anything() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_filter_map("finite", |f| serde_json::Number::from_f64(f)
            .map(Value::Number)),
        "[a-z0-9\\\\u\u{0}é]{0,8}".prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec((key(), inner), 0..4)
                .prop_map(|pairs| Value::Object(pairs.into_iter().collect())),
        ]
    })
}

fn key() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "id",
        "from",
        "type",
        "timestamp",
        "text",
        "body",
        "image",
        "interactive",
        "system",
        "edit",
        "revoke",
        "errors",
        "code",
        "contacts",
        "context",
        "referral",
        "wa_id",
        "user_id",
        "group_id",
        "reaction",
        "order",
        "product_items",
        "message",
        "original_message_id",
        "location",
        "status",
        "profile",
    ])
    .prop_map(str::to_owned)
}

fn item() -> impl Strategy<Value = Value> {
    let kinds = prop::sample::select(vec![
        "text",
        "image",
        "location",
        "contacts",
        "interactive",
        "button",
        "reaction",
        "order",
        "system",
        "edit",
        "revoke",
        "unsupported",
        "request_welcome",
        "new",
    ]);
    let shaped = (
        kinds,
        anything(),
        prop::collection::vec((key(), anything()), 0..4),
    )
        .prop_map(|(kind, inner, more)| {
            let mut map = serde_json::Map::new();
            map.insert("id".to_owned(), json!("wamid.X"));
            map.insert("from".to_owned(), json!("1"));
            map.insert("type".to_owned(), json!(kind));
            map.insert("status".to_owned(), json!("read"));
            map.insert(kind.to_owned(), inner);
            map.extend(more);
            Value::Object(map)
        });
    prop_oneof![shaped, anything()]
}

proptest! {
    /// N facts in, N out, whatever they look like; and the same bytes give the same result.
    #[test]
    fn nothing_is_lost(messages in prop::collection::vec(item(), 0..8), statuses in prop::collection::vec(item(), 0..8), contacts in anything()) {
        let body = body("messages", json!({"messages": messages, "statuses": statuses, "contacts": contacts}));
        let parsed = read(&body);
        prop_assert_eq!(parsed.events.len() + parsed.unreadable.len(), messages.len() + statuses.len());
        for event in &parsed.events {
            prop_assert_eq!(&event.route.external_id, NUMBER);
            prop_assert!(event.lane.len() > 2);
            if let EventBody::Message(message) = &event.body {
                prop_assert!(message.from.primary().is_some() && !message.provider_id.is_empty());
            }
        }
        prop_assert_eq!(read(&body), parsed);
    }

    #[test]
    fn any_json_is_survived(entry in anything(), field in key(), value in anything()) {
        let _ = read(&json!({"object": "whatsapp_business_account", "entry": [entry, {"id": "1", "changes": [{"field": field, "value": value}]}]}));
    }

    #[test]
    fn any_bytes_are_survived(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = parse(&bytes);
    }

    /// Nothing cut short is mistaken for less.
    #[test]
    fn a_cut_body_is_an_error(cut in 1_usize..200) {
        let whole = from_rina(json!({"type": "text", "text": {"body": "caf\u{e9}"}})).to_string();
        let bytes = whole.as_bytes();
        prop_assert!(parse(&bytes[..bytes.len() - cut]).is_err());
    }
}
