use domain::channel::RouteScope;
use domain::content::{ChoiceSource, Content, MediaKind};
use domain::event::EventBody;
use serde_json::{Value, json};

use super::{NUMBER, from_rina, message, only, read, rina};

#[test]
fn a_text_with_everything_around_it() {
    let body = from_rina(json!({
        "type": "text", "text": {"body": "Masih ada?"},
        "context": {"id": "wamid.Q", "forwarded": true, "frequently_forwarded": true,
                    "referred_product": {"catalog_id": "c1", "product_retailer_id": "p1"}},
        "referral": {"source_type": "ad", "source_id": "a1", "source_url": "https://fb.me/x", "headline": "H",
                     "body": "B", "ctwa_clid": "click"},
    }));
    let event = only(read(&body));
    assert_eq!(event.route.scope, RouteScope::Channel);
    assert_eq!(
        (event.route.kind.as_str(), event.route.external_id.as_str()),
        ("whatsapp", NUMBER)
    );
    assert_eq!(event.lane, "p:5550001:62811000111");
    assert_eq!(event.at.unwrap().timestamp(), 1_760_000_100);
    assert_eq!(event.raw["text"]["body"], "Masih ada?");
    let message = message(&body);
    assert_eq!(message.from, rina());
    assert_eq!(message.profile_name.as_deref(), Some("Rina"));
    assert_eq!(
        message.content,
        Content::Text {
            body: "Masih ada?".to_owned()
        }
    );
    assert_eq!(message.context.quoted.as_deref(), Some("wamid.Q"));
    assert!(message.context.forwarded && message.context.frequently_forwarded);
    assert_eq!(
        message.context.product,
        Some(("c1".to_owned(), "p1".to_owned()))
    );
    assert_eq!(message.referral.unwrap().click_id.as_deref(), Some("click"));
    assert!(message.opens_window);
}

/// One line a case: the message, the kind of its content, and whether it opens the window. The last lines are messages
/// that cannot be shown: some are still the customer's own act.
#[test]
fn every_type_has_its_content_and_its_effect_on_the_window() {
    for line in include_str!("types.jsonl").lines() {
        let case: Value = serde_json::from_str(line).unwrap();
        let message = message(&from_rina(case["message"].clone()));
        assert_eq!(message.content.kind(), case["kind"], "{line}");
        assert_eq!(message.opens_window, case["opens"], "{line}");
    }
}

#[test]
fn files_keep_what_is_needed_to_fetch_and_check_them() {
    let message = message(&from_rina(json!({"type": "audio", "audio": {
        "id": 771, "mime_type": "audio/ogg; codecs=opus", "voice": true,
        "sha256": "LXEWQrcmsEQBYnyp+6wy9chTD7GQPMTbAiWHF5IaSIE=",
        "url": "https://lookaside.fbsbx.com/x",
    }})));
    let Content::Media(media) = message.content else {
        panic!("a file expected");
    };
    assert_eq!((media.kind, media.voice), (MediaKind::Audio, true));
    assert_eq!(media.provider_id.as_deref(), Some("771"));
    assert_eq!(
        media.sha256.as_deref(),
        Some("2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881")
    );
}

#[test]
fn choices_keep_id_words_and_answers() {
    let flow = |response: Value| {
        let given = json!({"type": "interactive", "interactive": {"type": "nfm_reply", "nfm_reply": {"name": "flow", "body": "Sent", "response_json": response}}});
        match message(&from_rina(given)).content {
            Content::Choice {
                source: ChoiceSource::Flow,
                answers,
                ..
            } => answers,
            other => panic!("a form expected, not {other:?}"),
        }
    };
    assert_eq!(
        flow(json!("{\"day\":{\"n\":[1]}}")),
        Some(json!({"day": {"n": [1]}}))
    );
    assert_eq!(flow(json!("not json")), Some(json!("not json")));
    assert_eq!(flow(json!(null)), None);
    let given = json!({"type": "interactive", "interactive": {"list_reply": {"id": "row-1", "title": "Large", "description": "2 kg"}}});
    let expected = Content::Choice {
        source: ChoiceSource::List,
        id: Some("row-1".to_owned()),
        title: "Large".to_owned(),
        description: Some("2 kg".to_owned()),
        answers: None,
    };
    assert_eq!(message(&from_rina(given)).content, expected);
}

#[test]
fn a_reaction_can_be_taken_back() {
    for emoji in [
        json!({"message_id": "wamid.O", "emoji": ""}),
        json!({"message_id": "wamid.O"}),
    ] {
        let message = message(&from_rina(json!({"type": "reaction", "reaction": emoji})));
        assert_eq!(
            message.content,
            Content::Reaction {
                target: "wamid.O".to_owned(),
                emoji: None
            }
        );
    }
}

#[test]
fn edits_and_deletions_name_their_target() {
    let edit = only(read(&from_rina(
        json!({"type": "edit", "edit": {"original_message_id": "wamid.O", "message": {"type": "text", "text": {"body": "two"}}}}),
    )));
    assert_eq!(
        edit.body,
        EventBody::Edit {
            from: rina(),
            target: "wamid.O".to_owned(),
            content: Content::Text {
                body: "two".to_owned()
            },
            own: false,
        }
    );
    let revoke = only(read(&from_rina(
        json!({"type": "revoke", "revoke": {"original_message_id": "wamid.O"}}),
    )));
    assert_eq!(
        revoke.body,
        EventBody::Revoke {
            from: rina(),
            target: "wamid.O".to_owned(),
            own: false,
        }
    );
    // The same id as edit, as deletion and as message: three facts.
    let text = only(read(&from_rina(
        json!({"type": "text", "text": {"body": "x"}}),
    )));
    assert!(
        edit.dedupe != revoke.dedupe && revoke.dedupe != text.dedupe && edit.dedupe != text.dedupe
    );
}
