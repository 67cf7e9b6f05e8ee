use domain::event::{ChannelEvent, EventBody, StatusUpdate};
use domain::identity::IdentityKind;
use domain::status::DeliveryStatus;
use serde_json::{Value, json};

use super::{body, from_rina, message, only, read};

fn status(item: &Value, contacts: &Value) -> (ChannelEvent, StatusUpdate) {
    let event = only(read(&body(
        "messages",
        json!({"statuses": [item], "contacts": contacts}),
    )));
    match event.body.clone() {
        EventBody::Status(update) => (event, *update),
        other => panic!("a status expected, not {other:?}"),
    }
}

#[test]
fn statuses() {
    let (event, sent) = status(
        &json!({"id": "wamid.O", "status": "delivered", "timestamp": "1760000200", "recipient_id": "62811000111",
               "pricing": {"category": "service"}, "biz_opaque_callback_data": "attempt-1"}),
        &json!([{"wa_id": "62811000111", "user_id": "ID.77"}]),
    );
    assert_eq!(sent.status, Some(DeliveryStatus::Delivered));
    assert_eq!(sent.callback.as_deref(), Some("attempt-1"));
    assert_eq!(sent.pricing, Some(json!({"category": "service"})));
    assert_eq!(sent.recipient.get(IdentityKind::UserId), Some("ID.77"));
    assert_eq!(event.lane, "p:5550001:62811000111");

    let (event, failed) = status(
        &json!({"id": "wamid.O", "status": "failed", "timestamp": 1_760_000_200, "errors": [{"code": 131_047, "title": "t", "error_data": {"details": "d"}}]}),
        &json!(null),
    );
    assert_eq!(
        (failed.status, failed.errors[0].code),
        (Some(DeliveryStatus::Failed), Some(131_047))
    );
    assert_eq!(failed.errors[0].details.as_deref(), Some("d"));
    assert!(event.lane.starts_with("s:5550001:"));

    let (_, odd) = status(
        &json!({"id": "wamid.O", "status": "teleported"}),
        &json!([]),
    );
    assert_eq!((odd.status, odd.word.as_str()), (None, "teleported"));

    let (_, group) = status(
        &json!({"id": "wamid.O", "status": "read", "recipient_id": "GROUP", "recipient_type": "group", "recipient_participant_id": "62811000111"}),
        &json!([]),
    );
    assert_eq!(
        group.recipient.get(IdentityKind::Phone),
        Some("62811000111")
    );
    let (_, group) = status(
        &json!({"id": "wamid.O", "status": "read", "recipient_id": "GROUP", "recipient_type": "group"}),
        &json!([]),
    );
    assert!(group.recipient.is_empty());
}

#[test]
fn a_status_is_one_fact_per_word_time_member_and_error() {
    let key = |item: Value| status(&item, &json!([])).0.dedupe;
    let base = json!({"id": "wamid.O", "status": "read", "timestamp": "1", "recipient_id": "1"});
    let with = |field: &str, value: Value| {
        let mut item = base.clone();
        item[field] = value;
        item
    };
    assert_eq!(
        key(base.clone()),
        key(with("pricing", json!({"billable": false})))
    );
    for (field, value) in [
        ("id", json!("wamid.P")),
        ("status", json!("delivered")),
        ("timestamp", json!("2")),
        ("recipient_participant_id", json!("9")),
        ("errors", json!([{"code": 1}])),
    ] {
        assert_ne!(key(base.clone()), key(with(field, value)), "{field}");
    }
}

#[test]
fn a_message_is_one_fact_however_it_is_told() {
    let key = |body: &Value| only(read(body)).dedupe;
    let text = from_rina(json!({"type": "text", "text": {"body": "x"}}));
    let mut later = text.clone();
    later["entry"][0]["time"] = json!(1);
    later["entry"][0]["changes"][0]["value"]["messages"][0]["timestamp"] = json!(1_760_000_999);
    assert_eq!(key(&text), key(&later));
    let mut elsewhere = text.clone();
    elsewhere["entry"][0]["changes"][0]["value"]["metadata"]["phone_number_id"] = json!("5550002");
    assert_ne!(key(&text), key(&elsewhere));
    // Without an id the content names it.
    let nameless = |words: &str| {
        let mut body = from_rina(json!({"type": "text", "text": {"body": words}}));
        body["entry"][0]["changes"][0]["value"]["messages"][0]
            .as_object_mut()
            .unwrap()
            .remove("id");
        body
    };
    assert_eq!(key(&nameless("x")), key(&nameless("x")));
    assert_ne!(key(&nameless("x")), key(&nameless("y")));
    assert!(message(&nameless("x")).provider_id.starts_with("unnamed:"));
}

#[test]
fn preferences_are_one_fact_a_person() {
    let parsed = read(&body(
        "user_preferences",
        json!({"user_preferences": [
            {"wa_id": "62811000111", "category": "marketing_messages", "value": "stop", "timestamp": 1_760_000_200},
            {"user_id": "ID.77", "category": "marketing_messages", "value": "resume", "timestamp": 1_760_000_300},
            {"wa_id": "62811000112", "value": "perhaps"},
            {"value": "stop"},
        ]}),
    ));
    let found: Vec<_> = parsed
        .events
        .iter()
        .map(|e| match &e.body {
            EventBody::Preference { wanted, .. } => (e.lane.as_str(), *wanted),
            other => panic!("a preference expected, not {other:?}"),
        })
        .collect();
    assert_eq!(
        found,
        [
            ("p:5550001:62811000111", Some(false)),
            ("p:5550001:ID.77", Some(true)),
            ("p:5550001:62811000112", None),
        ]
    );
    assert_eq!(parsed.events[0].at.unwrap().timestamp(), 1_760_000_200);
    assert_eq!(
        parsed.unreadable[0].pointer,
        "/entry/0/changes/0/value/user_preferences/3"
    );
}
