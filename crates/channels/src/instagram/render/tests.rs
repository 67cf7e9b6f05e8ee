use domain::content::MediaKind;
use domain::identity::{IdentityKind, IdentitySet};
use domain::ids::{AttemptId, MediaId};
use domain::outbound::{Outbound, Payload};
use proptest::prelude::*;
use serde_json::json;

use super::super::Instagram;
use crate::Channel as _;

fn out(payload: Payload) -> Outbound {
    Outbound {
        to: IdentitySet::new().with(IdentityKind::UserId, "819898670256713"),
        payload,
        quote: None,
        under: None,
        as_person: false,
        attempt: AttemptId::new(),
    }
}

fn text(body: &str) -> Payload {
    Payload::Text {
        body: body.to_owned(),
        preview_url: false,
    }
}

fn media(kind: MediaKind, provider_id: Option<&str>, caption: Option<&str>) -> Payload {
    Payload::Media {
        kind,
        media: MediaId::new(),
        provider_id: provider_id.map(str::to_owned),
        caption: caption.map(str::to_owned),
        filename: None,
    }
}

fn reaction(emoji: Option<&str>) -> Payload {
    Payload::Reaction {
        target: "mid1".to_owned(),
        emoji: emoji.map(str::to_owned),
    }
}

fn private(body: &str) -> Payload {
    Payload::PrivateReply {
        comment: "17865799348089039".to_owned(),
        body: body.to_owned(),
    }
}

#[test]
fn each_message_is_the_request_that_meta_documents() {
    let to = json!({"id": "819898670256713"});
    let cases = [
        (
            out(text("Hello World!")),
            json!({"recipient": to, "message": {"text": "Hello World!"}}),
        ),
        (
            Outbound {
                as_person: true,
                ..out(text("Your visit is tomorrow"))
            },
            json!({"recipient": to, "message": {"text": "Your visit is tomorrow"}, "tag": "HUMAN_AGENT"}),
        ),
        (
            Outbound {
                quote: Some("mid9".to_owned()),
                ..out(text("this one"))
            },
            json!({"recipient": to, "message": {"text": "this one"}, "reply_to": {"mid": "mid9"}}),
        ),
        (
            out(media(MediaKind::Image, Some("1854626884821032"), None)),
            json!({"recipient": to, "message": {"attachment": {"type": "image", "payload": {"attachment_id": "1854626884821032"}}}}),
        ),
        (
            out(media(MediaKind::Document, Some("7"), None)),
            json!({"recipient": to, "message": {"attachment": {"type": "file", "payload": {"attachment_id": "7"}}}}),
        ),
        (
            out(reaction(Some("\u{2764}\u{fe0f}"))),
            json!({"recipient": to, "sender_action": "react", "payload": {"message_id": "mid1", "reaction": "love"}}),
        ),
        (
            out(reaction(None)),
            json!({"recipient": to, "sender_action": "unreact", "payload": {"message_id": "mid1"}}),
        ),
        (
            out(private("It is cool")),
            json!({"recipient": {"comment_id": "17865799348089039"}, "message": {"text": "It is cool"}}),
        ),
    ];
    for (given, body) in cases {
        let request = Instagram.render(&given).unwrap();
        assert_eq!(
            (request.under, request.edge.as_str(), request.body),
            (None, "messages", body)
        );
    }
}

#[test]
fn a_public_reply_goes_under_its_comment() {
    let public = |payload| Outbound {
        under: Some("17865799348089039".to_owned()),
        ..out(payload)
    };
    let request = Instagram.render(&public(text("Terima kasih!"))).unwrap();
    assert_eq!(request.under.as_deref(), Some("17865799348089039"));
    assert_eq!(
        (request.edge.as_str(), request.body),
        ("replies", json!({"message": "Terima kasih!"}))
    );
    let wrong = [
        public(text("  ")),
        public(text(&"a".repeat(301))),
        public(text("#a #b #c #d #e")),
        public(text("https://a.example https://b.example")),
        public(media(MediaKind::Image, Some("7"), None)),
        Outbound {
            under: Some(" ".to_owned()),
            ..out(text("x"))
        },
    ];
    for out in wrong {
        assert!(Instagram.render(&out).is_err(), "{out:?}");
    }
    // Nobody needs to be known: the comment says where it goes.
    let nobody = Outbound {
        to: IdentitySet::new(),
        ..public(text("Halo"))
    };
    assert!(Instagram.render(&nobody).is_ok());
}

#[test]
fn what_meta_would_refuse_is_not_asked() {
    let named = Outbound {
        to: IdentitySet::new().with(IdentityKind::UserId, "@ayu"),
        ..out(text("x"))
    };
    let quoting = Outbound {
        quote: Some("mid".to_owned()),
        ..out(reaction(None))
    };
    let wrong = [
        out(text(" ")),
        out(text(&"a".repeat(1_001))),
        out(media(MediaKind::Image, None, None)),
        out(media(MediaKind::Image, Some("7"), Some("words"))),
        out(media(MediaKind::Sticker, Some("7"), None)),
        out(reaction(Some("\u{1f44d}"))),
        out(private(&"a".repeat(1_001))),
        named,
        quoting,
    ];
    for out in wrong {
        assert!(Instagram.render(&out).is_err(), "{out:?}");
    }
}

proptest! {
    /// What is rendered is never longer than Meta takes, whatever the script.
    #[test]
    fn no_text_is_too_long(words in "\\PC{1,600}") {
        match Instagram.render(&out(text(&words))) {
            Ok(request) => {
                prop_assert_eq!(request.body["message"]["text"].as_str(), Some(words.as_str()));
                prop_assert!(words.len() <= 1_000);
            }
            Err(_) => prop_assert!(words.len() > 1_000 || words.trim().is_empty()),
        }
    }
}
