use domain::content::{ChoiceSource, Content, MediaKind};
use domain::event::{ChannelEvent, EventBody, InboundMessage};
use domain::identity::IdentityKind;
use domain::status::DeliveryStatus;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::parse;

const ACCOUNT: &str = "17841405726653026";
const PERSON: &str = "1269801454217";

fn events(body: &Value) -> Vec<ChannelEvent> {
    let parsed = parse(body.to_string().as_bytes()).unwrap();
    assert!(parsed.unreadable.is_empty(), "{:?}", parsed.unreadable);
    parsed.events
}

fn one(body: &Value) -> ChannelEvent {
    let mut events = events(body);
    assert_eq!(events.len(), 1, "{body}");
    events.remove(0)
}

fn item(key: &str, value: &Value) -> Value {
    json!({"sender": {"id": PERSON}, "recipient": {"id": ACCOUNT}, "timestamp": 1_760_000_000_123_i64, key: value})
}

fn entry(entry: &Value) -> Value {
    let mut whole = json!({"id": ACCOUNT, "time": 1_760_000_000_456_i64});
    whole
        .as_object_mut()
        .unwrap()
        .extend(entry.as_object().unwrap().clone());
    json!({"object": "instagram", "entry": [whole]})
}

fn dm(key: &str, value: &Value) -> Value {
    entry(&json!({"messaging": [item(key, value)]}))
}

fn comment(value: &Value) -> Value {
    entry(&json!({"time": 1_760_000_000, "changes": [{"field": "comments", "value": value}]}))
}

fn message(event: &ChannelEvent) -> &InboundMessage {
    match &event.body {
        EventBody::Message(message) => message,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_three_envelopes_say_the_same() {
    let item = item("message", &json!({"mid": "m1", "text": "Halo"}));
    let forms = [
        entry(&json!({"messaging": [item]})),
        entry(&json!({"changes": [{"field": "messages", "value": item}]})),
        entry(&json!({"field": "messages", "value": item})),
    ];
    let told: Vec<ChannelEvent> = forms.iter().map(one).collect();
    for event in &told {
        assert_eq!(event, &told[0]);
    }
    assert_eq!(told[0].route.external_id, ACCOUNT);
    assert_eq!(told[0].lane, format!("p:{ACCOUNT}:{PERSON}"));
    assert_eq!(told[0].at.unwrap().timestamp_millis(), 1_760_000_000_123);
    let message = message(&told[0]);
    assert_eq!(message.from.get(IdentityKind::UserId), Some(PERSON));
    assert!(message.opens_window && message.topic.is_none());
}

#[test]
fn the_time_of_an_entry_serves_where_an_item_has_none() {
    for (time, seconds) in [
        (json!(1_760_000_000), 1_760_000_000),
        (json!(1_760_000_000_999_i64), 1_760_000_000),
        (json!("2025-10-09T08:53:20+0000"), 1_760_000_000),
    ] {
        let body = entry(
            &json!({"time": time, "messaging": [{"sender": {"id": PERSON}, "message": {"mid": "m", "text": "x"}}]}),
        );
        assert_eq!(one(&body).at.unwrap().timestamp(), seconds);
    }
}

#[test]
fn files_of_one_message_are_messages_of_one_person() {
    let body = dm(
        "message",
        &json!({"mid": "m1", "text": "dua ini", "attachments": [
            {"type": "image", "payload": {"url": "https://cdn.example/1"}},
            {"type": "video", "payload": {"url": "https://cdn.example/2"}},
        ]}),
    );
    let events = events(&body);
    let ids: Vec<&str> = events
        .iter()
        .map(|e| message(e).provider_id.as_str())
        .collect();
    assert_eq!(ids, ["m1", "m1#1"]);
    let Content::Media(first) = &message(&events[0]).content else {
        panic!("a picture")
    };
    assert_eq!(first.kind, MediaKind::Image);
    assert_eq!(first.caption.as_deref(), Some("dua ini"));
    assert_eq!(first.provider_id.as_deref(), Some("https://cdn.example/1"));
    assert_ne!(events[0].dedupe, events[1].dedupe);
}

#[test]
fn a_post_told_in_old_and_new_words_is_one() {
    let share = json!({"type": "share", "payload": {"url": "https://cdn.example/p"}});
    let post = json!({"type": "ig_post", "payload": {"url": "https://cdn.example/p", "ig_post_media_id": "9"}});
    let body = dm(
        "message",
        &json!({"mid": "m", "attachments": [share, post]}),
    );
    let event = one(&body);
    let Content::Shared { kind, id, .. } = &message(&event).content else {
        panic!("a post")
    };
    assert_eq!((kind.as_str(), id.as_deref()), ("ig_post", Some("9")));
}

#[test]
fn each_kind_of_message_is_what_it_is() {
    let attached = |kind: &str, payload: &Value| json!({"mid": "m", "attachments": [{"type": kind, "payload": payload}]});
    let at = json!({"url": "https://cdn.example/x"});
    let cases = [
        (json!({"mid": "m", "text": "Halo"}), "text"),
        (attached("audio", &at), "audio"),
        (attached("file", &at), "document"),
        (attached("story_mention", &at), "shared"),
        (attached("ig_reel", &at), "shared"),
        (attached("fallback", &at), "shared"),
        (attached("like_heart", &json!({})), "text"),
        (attached("ephemeral", &json!({})), "unsupported"),
        (attached("hologram", &json!({})), "unsupported"),
        (json!({"mid": "m", "is_unsupported": true}), "unsupported"),
        (json!({"mid": "m"}), "unsupported"),
        (
            json!({"mid": "m", "text": "Ya", "quick_reply": {"payload": "YES"}}),
            "choice",
        ),
    ];
    for (given, kind) in cases {
        let event = one(&dm("message", &given));
        assert_eq!(message(&event).content.kind(), kind, "{given}");
        assert!(message(&event).opens_window);
    }
}

#[test]
fn buttons_links_and_signs() {
    let pressed = one(&dm(
        "postback",
        &json!({"mid": "m", "title": "Lacak", "payload": "TRACK"}),
    ));
    let Content::Choice {
        source, id, title, ..
    } = &message(&pressed).content
    else {
        panic!("a choice")
    };
    assert_eq!(
        (*source, id.as_deref(), title.as_str()),
        (ChoiceSource::Button, Some("TRACK"), "Lacak")
    );
    let came = one(&dm(
        "referral",
        &json!({"ref": "promo", "source": "SHORTLINKS", "type": "OPEN_THREAD"}),
    ));
    assert_eq!(message(&came).content, Content::Welcome);
    assert!(!message(&came).opens_window, "to come is not to write");
    assert_eq!(
        message(&came)
            .referral
            .as_ref()
            .unwrap()
            .source_id
            .as_deref(),
        Some("promo")
    );
    let bare = json!({"mid": "m", "action": "react", "reaction": "love", "emoji": "\u{2764}"});
    let named = json!({"mid": "m", "action": "react", "reaction": "love"});
    for (given, emoji) in [
        (bare, Some("\u{2764}")),
        (named, Some("\u{2764}\u{fe0f}")),
        (json!({"mid": "m", "action": "unreact"}), None),
    ] {
        let event = one(&dm("reaction", &given));
        assert_eq!(
            message(&event).content,
            Content::Reaction {
                target: "m".to_owned(),
                emoji: emoji.map(str::to_owned)
            }
        );
    }
}

#[test]
fn changes_of_a_message_name_it() {
    for number in [json!(2), json!("2")] {
        let edit = one(&dm(
            "message_edit",
            &json!({"mid": "m", "text": "baru", "num_edit": number}),
        ));
        assert!(
            matches!(&edit.body, EventBody::Edit { target, content: Content::Text { body }, .. } if target == "m" && body == "baru")
        );
    }
    let unsent = one(&dm("message", &json!({"mid": "m", "is_deleted": true})));
    assert!(matches!(&unsent.body, EventBody::Revoke { target, .. } if target == "m"));
    let seen = one(&dm("read", &json!({"mid": "m"})));
    assert!(
        matches!(&seen.body, EventBody::Status(s) if s.status == Some(DeliveryStatus::Read) && s.provider_id == "m")
    );
}

#[test]
fn a_reply_names_what_it_answers() {
    let quoted = one(&dm(
        "message",
        &json!({"mid": "m2", "text": "ini", "reply_to": {"mid": "m1"}}),
    ));
    assert_eq!(message(&quoted).context.quoted.as_deref(), Some("m1"));
    let story = one(&dm(
        "message",
        &json!({"mid": "m3", "text": "wow", "reply_to": {"story": {"id": "s", "url": "https://cdn.example/s"}}}),
    ));
    let story = message(&story).context.story.clone().unwrap();
    assert_eq!(story.id.as_deref(), Some("s"));
}

#[test]
fn what_the_business_says_is_never_a_customers() {
    let own = json!({"sender": {"id": ACCOUNT}, "recipient": {"id": PERSON}, "timestamp": 1_760_000_000_123_i64,
        "message": {"mid": "m", "text": "Baik", "is_echo": true}});
    let mut unmarked = own.clone();
    unmarked["message"]
        .as_object_mut()
        .unwrap()
        .remove("is_echo");
    for given in [own, unmarked] {
        let event = one(&entry(&json!({"messaging": [given]})));
        let EventBody::Echo(echo) = &event.body else {
            panic!("{:?}", event.body)
        };
        assert_eq!(echo.to.get(IdentityKind::UserId), Some(PERSON));
        assert_eq!(event.lane, format!("p:{ACCOUNT}:{PERSON}"));
    }
    let to_itself = json!({"sender": {"id": ACCOUNT}, "recipient": {"id": "77"}, "message": {"mid": "m", "text": "x", "is_echo": true, "is_self": true}});
    let event = one(&entry(&json!({"messaging": [to_itself]})));
    assert!(matches!(event.body, EventBody::Unknown { .. }));
}

#[test]
fn comments_are_threads_of_their_post() {
    let event = one(&comment(
        &json!({"id": "c2", "parent_id": "c1", "from": {"id": PERSON, "username": "ayu"}, "text": "Ada M?", "media": {"id": "p1", "media_product_type": "FEED"}}),
    ));
    let said = message(&event);
    assert_eq!(said.provider_id, "c2");
    assert_eq!(said.context.quoted.as_deref(), Some("c1"));
    let topic = said.topic.as_ref().unwrap();
    assert_eq!(
        (topic.id.as_str(), topic.kind.as_deref()),
        ("p1", Some("FEED"))
    );
    assert_eq!(event.at.unwrap().timestamp(), 1_760_000_000);
    assert_eq!(event.lane, format!("p:{ACCOUNT}:{PERSON}"));
    // The other door's word for the id, and a live video: the same fact has the same key.
    let live = entry(
        &json!({"changes": [{"field": "live_comments", "value": {"comment_id": "c2", "from": {"id": PERSON}, "text": "Ada M?", "media": {"id": "p1"}}}]}),
    );
    let live = one(&live);
    assert_eq!(live.dedupe, event.dedupe);
    assert_eq!(
        message(&live).topic.as_ref().unwrap().kind.as_deref(),
        Some("LIVE")
    );
}

#[test]
fn own_comments_come_back_and_are_not_answered() {
    for from in [
        json!({"id": ACCOUNT, "username": "toko"}),
        json!({"id": "5", "self_ig_scoped_id": "5"}),
    ] {
        let event = one(&comment(
            &json!({"id": "c3", "parent_id": "c2", "from": from, "text": "Ada", "media": {"id": "p1"}}),
        ));
        let EventBody::Echo(echo) = &event.body else {
            panic!("{:?}", event.body)
        };
        assert!(echo.to.is_empty() && echo.topic.is_some());
        assert_eq!(echo.context.quoted.as_deref(), Some("c2"));
    }
}

#[test]
fn a_comment_with_a_name_alone_is_not_lost() {
    let event = one(&comment(
        &json!({"id": "c", "from": {"username": "Ayu"}, "text": "x", "media": {"id": "p"}}),
    ));
    assert_eq!(message(&event).from.get(IdentityKind::UserId), Some("@ayu"));
    let removed = one(&comment(
        &json!({"id": "c", "verb": "remove", "from": {"username": "Ayu"}}),
    ));
    assert!(matches!(&removed.body, EventBody::Revoke { target, .. } if target == "c"));
}

#[test]
fn mentions_say_who_or_are_kept() {
    let body = |value: &Value| entry(&json!({"changes": [{"field": "mentions", "value": value}]}));
    let old = one(&body(&json!({"comment_id": "c", "media_id": "p"})));
    assert!(
        matches!(&old.body, EventBody::Unknown { field: Some(field), .. } if field == "mentions")
    );
    let told = one(&body(
        &json!({"media_id": "p", "story_id": "s", "from": {"id": PERSON, "username": "ayu"}}),
    ));
    assert!(
        matches!(&message(&told).content, Content::Shared { kind, .. } if kind == "story_mention")
    );
}

#[test]
fn what_is_not_known_is_kept() {
    let cases = [
        entry(&json!({"standby": [item("message", &json!({"mid": "m", "text": "x"}))]})),
        dm("pass_thread_control", &json!({"new_owner_app_id": "1"})),
        entry(&json!({"changes": [{"field": "new_thing", "value": {"a": 1}}]})),
        entry(&json!({"messaging": [{"sender": {"id": PERSON}, "recipient": {"id": ACCOUNT}}]})),
        json!({"object": "page", "entry": [{"id": "1", "messaging": []}]}),
    ];
    for body in cases {
        assert!(
            matches!(one(&body).body, EventBody::Unknown { .. }),
            "{body}"
        );
    }
    let insight = entry(&json!({"changes": [{"field": "story_insights", "value": {"reach": 1}}]}));
    assert!(matches!(one(&insight).body, EventBody::Account { .. }));
    let broken = [
        entry(&json!({"messaging": ["x"]})),
        entry(&json!({"changes": [{"field": "comments", "value": {"text": "no id"}}]})),
        dm("message_edit", &json!({"mid": "m"})),
        entry(&json!({"changes": {}})),
        entry(&json!({})),
    ];
    for body in broken {
        let parsed = parse(body.to_string().as_bytes()).unwrap();
        assert_eq!(
            (parsed.events.len(), parsed.unreadable.len()),
            (0, 1),
            "{body}"
        );
    }
}

/// Any JSON that has the shape of a body.
fn shapes() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        prop::sample::select(vec![
            ACCOUNT, PERSON, "m1", "", "react", "image", "comments"
        ])
        .prop_map(Value::from),
    ];
    let keys = prop::sample::select(vec![
        "id",
        "mid",
        "text",
        "sender",
        "recipient",
        "message",
        "is_echo",
        "is_deleted",
        "attachments",
        "type",
        "payload",
        "url",
        "reaction",
        "action",
        "emoji",
        "read",
        "postback",
        "title",
        "referral",
        "message_edit",
        "field",
        "value",
        "from",
        "username",
        "media",
        "parent_id",
        "verb",
        "reply_to",
        "story",
        "timestamp",
    ]);
    leaf.prop_recursive(5, 48, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::hash_map(keys.clone(), inner, 0..6)
                .prop_map(|map| map.into_iter().map(|(k, v)| (k.to_owned(), v)).collect()),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    /// Nothing panics, nothing is lost in silence, and the same bytes say the same.
    #[test]
    fn any_shape_is_read(items in prop::collection::vec(shapes(), 0..4), list in prop::sample::select(vec!["messaging", "changes", "standby"])) {
        let body = entry(&json!({list: items})).to_string();
        let first = parse(body.as_bytes()).unwrap();
        prop_assert!(first.events.len() + first.unreadable.len() >= items.len());
        prop_assert_eq!(&first, &parse(body.as_bytes()).unwrap());
        for event in &first.events {
            prop_assert_eq!(&event.route.external_id, ACCOUNT);
            if let EventBody::Message(message) = &event.body {
                prop_assert_ne!(message.from.get(IdentityKind::UserId), Some(ACCOUNT));
                prop_assert!(message.from.primary().is_some());
            }
        }
    }

    /// Different messages have different keys; the same one has the same key beside whatever else.
    #[test]
    fn keys_are_of_the_fact(a in "[a-z]{1,8}", b in "[a-z]{1,8}", text in "\\PC{1,20}") {
        let body = |mid: &str| dm("message", &json!({"mid": mid, "text": text}));
        let same = one(&body(&a)).dedupe == one(&body(&b)).dedupe;
        prop_assert_eq!(same, a == b);
    }
}
