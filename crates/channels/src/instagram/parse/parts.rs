//! The parts of a message that say what it is, what it answers, and where it came from.

use domain::content::{ChoiceSource, Content, Context, Referral, Story};
use serde_json::Value;

use crate::json;

pub(super) fn flag(value: &Value, key: &str) -> bool {
    value.get(key).and_then(Value::as_bool) == Some(true)
}

pub(super) fn text(message: &Value) -> Content {
    match json::owned(message, "text") {
        Some(body) => Content::Text { body },
        None => Content::Unsupported {
            kind: if flag(message, "is_unsupported") {
                "unsupported".to_owned()
            } else {
                "empty".to_owned()
            },
            note: None,
        },
    }
}

pub(super) fn quick_reply(message: &Value) -> Option<Content> {
    let payload = message
        .get("quick_reply")
        .and_then(|q| json::owned(q, "payload"))?;
    Some(Content::Choice {
        source: ChoiceSource::Button,
        title: json::owned(message, "text").unwrap_or_else(|| payload.clone()),
        id: Some(payload),
        description: None,
        answers: None,
    })
}

pub(super) fn context(message: &Value) -> Context {
    let reply = message.get("reply_to").unwrap_or(&Value::Null);
    Context {
        quoted: json::id(reply, "mid"),
        story: reply
            .get("story")
            .filter(|s| s.is_object())
            .map(|story| Story {
                id: json::id(story, "id"),
                url: json::owned(story, "url"),
            }),
        ..Context::default()
    }
}

pub(super) fn referral(given: &Value) -> Referral {
    let ad = given.get("ads_context_data").unwrap_or(&Value::Null);
    let source = json::text(given, "source").map(str::to_lowercase);
    Referral {
        source_type: source.map(|s| if s == "ads" { "ad".to_owned() } else { s }),
        source_id: json::id(given, "ad_id")
            .or_else(|| json::id(given, "ref"))
            .or_else(|| given.get("product").and_then(|p| json::id(p, "id"))),
        source_url: json::owned(given, "referer_uri"),
        headline: json::owned(ad, "ad_title"),
        body: None,
        click_id: None,
    }
}

/// The sign for Meta's word, when no emoji came with it.
pub(super) fn sign(word: &str) -> String {
    match word {
        "love" => "\u{2764}\u{fe0f}",
        "haha" | "laugh" | "smile" => "\u{1f602}",
        "wow" => "\u{1f62e}",
        "sad" => "\u{1f622}",
        "angry" => "\u{1f620}",
        "like" | "yes" => "\u{1f44d}",
        "dislike" | "no" => "\u{1f44e}",
        other => other,
    }
    .to_owned()
}
