//! What the WhatsApp Business app tells.

use domain::content::Content;
use domain::event::EventBody;
use domain::identity::{IdentityKind, IdentitySet};
use domain::status::DeliveryStatus;
use serde_json::{Value, json};

use super::{body, only, read, rina};

const RINA: &str = "62811000111";
const OWN: &str = "6221555";

fn echo(item: &Value) -> Value {
    body(
        "smb_message_echoes",
        json!({
            "contacts": [{"wa_id": RINA, "user_id": "ID.77", "profile": {"username": "rina.d"}}],
            "message_echoes": [item],
        }),
    )
}

#[test]
fn what_the_owner_writes_is_an_echo_to_the_customer() {
    let event = only(read(&echo(
        &json!({"from": OWN, "to": RINA, "id": "wamid.E1", "timestamp": "1760000100", "type": "text", "text": {"body": "Siap kak"}}),
    )));
    let EventBody::Echo(echo) = &event.body else {
        panic!("{:?}", event.body);
    };
    assert!(echo.in_app);
    assert_eq!((&echo.to, echo.provider_id.as_str()), (&rina(), "wamid.E1"));
    assert_eq!(echo.content.words(), "Siap kak");
    assert_eq!(event.at.unwrap().timestamp(), 1_760_000_100);
}

#[test]
fn a_deletion_names_the_customer_on_either_side() {
    for (from, to) in [(OWN, RINA), (RINA, OWN)] {
        let event = only(read(&echo(
            &json!({"from": from, "to": to, "id": "wamid.D", "timestamp": "1760000100", "type": "revoke", "revoke": {"original_message_id": "wamid.E1"}}),
        )));
        let expected = EventBody::Revoke {
            from: rina(),
            target: "wamid.E1".to_owned(),
            own: true,
        };
        assert_eq!(event.body, expected);
    }
    let event = only(read(&echo(
        &json!({"from": OWN, "to": RINA, "id": "wamid.X", "timestamp": "1760000100", "type": "edit",
            "edit": {"original_message_id": "wamid.E1", "message": {"type": "text", "text": {"body": "Siap, kak"}}}}),
    )));
    assert!(
        matches!(&event.body, EventBody::Edit { target, own: true, .. } if target == "wamid.E1")
    );
}

#[test]
fn the_address_book_is_a_fact_a_person() {
    let one = |action: &str, contact: Value| json!({"type": "contact", "contact": contact, "action": action, "metadata": {"timestamp": "1760000100"}});
    let parsed = read(&body(
        "smb_app_state_sync",
        json!({"state_sync": [
            one("add", json!({"full_name": "Bu Rina", "first_name": "Rina", "phone_number": "+62811000111"})),
            one("edit", json!({"first_name": "Rina", "phone_number": RINA})),
            one("remove", json!({"phone_number": RINA})),
            one("add", json!({"full_name": "Nobody"})),
            one("polish", json!({"full_name": "X", "phone_number": RINA})),
        ]}),
    ));
    let names: Vec<Option<String>> = parsed
        .events
        .iter()
        .map(|event| match &event.body {
            EventBody::AppContact(known) => {
                assert_eq!(
                    known.person,
                    IdentitySet::new().with(IdentityKind::Phone, RINA)
                );
                known.name.clone()
            }
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(
        names,
        [Some("Bu Rina".to_owned()), Some("Rina".to_owned()), None]
    );
    assert_eq!(parsed.unreadable.len(), 2, "{:?}", parsed.unreadable);
}

#[test]
fn the_past_comes_by_thread_and_says_how_far_it_is() {
    let parsed = read(&body(
        "history",
        json!({"history": [{
            "metadata": {"phase": 1, "chunk_order": 4, "progress": 40},
            "threads": [{"id": RINA, "messages": [
                {"from": RINA, "id": "wamid.P1", "timestamp": "1750000000", "type": "text", "text": {"body": "STOP"}, "history_context": {"status": "READ"}},
                {"from": OWN, "id": "wamid.P2", "timestamp": "1750000001", "type": "media_placeholder", "history_context": {"status": "PLAYED"}},
                {"from": "62999", "id": "wamid.P3", "timestamp": "1750000002", "type": "text", "text": {"body": "Ya"}, "history_context": {"from_me": true, "status": "error"}},
                "not a message",
            ]}, {"messages": [{"from": OWN, "id": "wamid.P4", "type": "text", "text": {"body": "x"}}]}],
        }]}),
    ));
    let told: Vec<(bool, &str, Option<DeliveryStatus>)> = parsed
        .events
        .iter()
        .filter_map(|event| match &event.body {
            EventBody::Past(past) => {
                assert_eq!(past.person.get(IdentityKind::Phone), Some(RINA));
                Some((past.outbound, past.content.kind(), past.status))
            }
            _ => None,
        })
        .collect();
    assert_eq!(
        told,
        [
            (false, "text", Some(DeliveryStatus::Read)),
            (true, "unsupported", Some(DeliveryStatus::Played)),
            (true, "text", Some(DeliveryStatus::Failed)),
        ]
    );
    let EventBody::PastTold(progress) = &parsed.events.last().unwrap().body else {
        panic!("the progress is missing");
    };
    assert_eq!(
        (progress.phase, progress.chunk, progress.progress),
        (Some(1), Some(4), Some(40))
    );
    // Who is meant in the last cannot be told, and what is no message is kept as that.
    assert_eq!(parsed.unreadable.len(), 2, "{:?}", parsed.unreadable);
}

#[test]
fn a_file_of_the_past_comes_after_its_place() {
    let event = only(read(&body(
        "history",
        json!({"messages": [{"from": OWN, "to": RINA, "id": "wamid.P2", "timestamp": "1750000001", "type": "image",
            "image": {"id": "media7", "mime_type": "image/jpeg"}, "history_context": {"status": "PLAYED"}}]}),
    )));
    let EventBody::Past(past) = &event.body else {
        panic!("{:?}", event.body);
    };
    assert!(past.outbound && matches!(past.content, Content::Media(_)));
    assert_eq!(past.person.get(IdentityKind::Phone), Some(RINA));
}

#[test]
fn a_business_may_decline() {
    let event = only(read(&body(
        "history",
        json!({"history": [{"errors": [{"code": 2_593_109, "title": "declined"}]}]}),
    )));
    let EventBody::PastTold(told) = &event.body else {
        panic!("{:?}", event.body);
    };
    assert_eq!(
        (told.errors[0].code, told.progress),
        (Some(2_593_109), None)
    );
}
