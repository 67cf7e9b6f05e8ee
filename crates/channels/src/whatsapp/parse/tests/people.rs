use domain::content::Content;
use domain::event::EventBody;
use domain::identity::IdentityKind::{self, ParentUserId, Phone, UserId, Username};
use domain::identity::IdentitySet;
use serde_json::{Value, json};

use super::{body, from_rina, message, only, read};

#[test]
fn people_are_matched_by_ids_and_never_by_place() {
    let sender = |message: Value, contacts: Value| {
        let mut message = message;
        message["id"] = json!("wamid.1");
        message["type"] = json!("text");
        message["text"] = json!({"body": "x"});
        let parsed = read(&body(
            "messages",
            json!({"messages": [message], "contacts": contacts}),
        ));
        match parsed.events.first().map(|e| e.body.clone()) {
            Some(EventBody::Message(m)) => Some((m.from, m.profile_name)),
            _ => None,
        }
    };
    let set = |pairs: &[(IdentityKind, &str)]| {
        pairs.iter().fold(IdentitySet::new(), |set, (kind, value)| {
            set.with(*kind, value)
        })
    };
    let two = json!([{"wa_id": "1", "profile": {"name": "One"}}, {"wa_id": "2", "user_id": "ID.2", "profile": {"name": "Two"}}]);
    let cases = [
        (
            json!({"from": "2"}),
            two.clone(),
            Some((set(&[(Phone, "2"), (UserId, "ID.2")]), Some("Two"))),
        ),
        (
            json!({"from_user_id": "ID.2"}),
            two.clone(),
            Some((set(&[(Phone, "2"), (UserId, "ID.2")]), Some("Two"))),
        ),
        (
            json!({"from": "3"}),
            two.clone(),
            Some((set(&[(Phone, "3")]), None)),
        ),
        (json!({}), two.clone(), None),
        (json!({"from": ""}), json!([]), None),
        // No id beside the message: the only contact is meant.
        (
            json!({"from": ""}),
            json!([{"user_id": "ID.9", "profile": {"username": "u"}}]),
            Some((set(&[(UserId, "ID.9"), (Username, "u")]), None)),
        ),
        // Another person's card does not rub off.
        (
            json!({"from": "3"}),
            json!([{"wa_id": "4", "user_id": "ID.4", "profile": {"name": "Four"}}]),
            Some((set(&[(Phone, "3")]), None)),
        ),
        // Beside the message counts more than in the list.
        (
            json!({"from": "3", "from_user_id": "ID.4"}),
            json!([{"wa_id": "4", "user_id": "ID.4", "parent_user_id": "ID.ENT.4"}]),
            Some((
                set(&[(Phone, "3"), (UserId, "ID.4"), (ParentUserId, "ID.ENT.4")]),
                None,
            )),
        ),
        (
            json!({"from": "+62 811".replace(' ', "")}),
            json!([]),
            Some((set(&[(Phone, "62811")]), None)),
        ),
        (
            json!({"from": 62_811}),
            json!("nonsense"),
            Some((set(&[(Phone, "62811")]), None)),
        ),
    ];
    for (given, contacts, expected) in cases {
        let expected = expected.map(|(ids, name)| (ids, name.map(str::to_owned)));
        assert_eq!(
            sender(given.clone(), contacts.clone()),
            expected,
            "{given} {contacts}"
        );
    }
}

#[test]
fn an_identity_change_carries_both_sides() {
    let change = |system: Value, extra: Value| {
        let mut message =
            json!({"id": "wamid.S", "timestamp": "1760000100", "type": "system", "system": system});
        message
            .as_object_mut()
            .unwrap()
            .extend(extra.as_object().unwrap().clone());
        let event = only(read(&body("messages", json!({"messages": [message]}))));
        match event.body {
            EventBody::IdentityChange {
                old,
                new,
                provider_id,
                kind,
                ..
            } => (event.lane, old, new, provider_id, kind),
            other => panic!("a change expected, not {other:?}"),
        }
    };
    let (lane, old, new, id, kind) = change(
        json!({"type": "user_changed_number", "wa_id": "222", "body": "moved"}),
        json!({"from": "111"}),
    );
    assert_eq!(
        (lane.as_str(), kind.as_str(), id.as_deref()),
        ("p:5550001:111", "user_changed_number", Some("wamid.S"))
    );
    assert_eq!((old.get(Phone), new.get(Phone)), (Some("111"), Some("222")));
    let (_, old, new, ..) = change(
        json!({"type": "user_changed_number", "new_wa_id": "222", "customer": "111"}),
        json!({}),
    );
    assert_eq!((old.get(Phone), new.get(Phone)), (Some("111"), Some("222")));
    let (lane, old, new, ..) = change(
        json!({"type": "user_changed_user_id", "previous_user_id": "ID.1", "user_id": "ID.2", "previous_parent_user_id": "ID.ENT.1", "parent_user_id": "ID.ENT.2"}),
        json!({}),
    );
    assert_eq!(lane, "p:5550001:ID.1");
    assert_eq!(
        (old.get(UserId), new.get(UserId)),
        (Some("ID.1"), Some("ID.2"))
    );
    assert_eq!(new.get(ParentUserId), Some("ID.ENT.2"));
    // Told with one side only, it is a notice in the thread.
    let notice = message(&from_rina(
        json!({"type": "system", "system": {"type": "user_changed_number", "body": "moved"}}),
    ));
    assert_eq!(
        notice.content,
        Content::System {
            event: "user_changed_number".to_owned(),
            body: Some("moved".to_owned())
        }
    );
}

#[test]
fn a_user_id_where_a_phone_belongs_is_a_user_id() {
    let event = only(read(&body(
        "messages",
        json!({
            "contacts": [{"wa_id": "ID.98abc", "profile": {"name": "Rina"}}],
            "messages": [{"id": "wamid.B", "from": "ID.98abc", "timestamp": "1760000100", "type": "text", "text": {"body": "halo"}}],
        }),
    )));
    let EventBody::Message(message) = event.body else {
        panic!("a message expected");
    };
    assert_eq!(
        (message.from.get(Phone), message.from.get(UserId)),
        (None, Some("ID.98abc"))
    );
    assert_eq!(message.profile_name.as_deref(), Some("Rina"));
    assert_eq!(event.lane, "p:5550001:ID.98abc");
}

/// Meta may put the first message under the new id before the notice of the change.
#[test]
fn a_message_under_the_new_id_may_come_first() {
    let parsed = read(&body(
        "messages",
        json!({
            "contacts": [{"user_id": "ID.2", "profile": {"name": "Rina"}}],
            "messages": [
                {"id": "wamid.1", "from_user_id": "ID.2", "timestamp": "1760000101", "type": "text", "text": {"body": "new"}},
                {"id": "wamid.2", "timestamp": "1760000100", "type": "system", "system": {"type": "user_changed_user_id", "previous_user_id": "ID.1", "user_id": "ID.2"}},
            ],
        }),
    ));
    let kinds: Vec<_> = parsed.events.iter().map(|e| e.body.kind()).collect();
    assert_eq!(kinds, ["message", "identity_change"]);
    let EventBody::IdentityChange { old, new, .. } = &parsed.events[1].body else {
        panic!("a change expected");
    };
    assert_eq!(
        (old.get(UserId), new.get(UserId)),
        (Some("ID.1"), Some("ID.2"))
    );
}

#[test]
fn user_id_updates_are_changes_of_people() {
    let parsed = read(&body(
        "user_id_update",
        json!({"user_id_update": [
            {"wa_id": "111", "user_id": {"previous": "ID.1", "current": "ID.2"}, "timestamp": "1760000100", "detail": "new id"},
            {"user_id": {"current": "ID.4"}},
        ]}),
    ));
    assert_eq!((parsed.events.len(), parsed.unreadable.len()), (1, 1));
    assert_eq!(
        parsed.unreadable[0].pointer,
        "/entry/0/changes/0/value/user_id_update/1"
    );
    let EventBody::IdentityChange { old, new, .. } = &parsed.events[0].body else {
        panic!("a change expected");
    };
    assert_eq!(old.get(Phone), new.get(Phone));
    assert_eq!(parsed.events[0].lane, "p:5550001:111");
}
