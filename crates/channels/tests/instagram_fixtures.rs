//! Every inbound Instagram payload of a fixtures folder has the effect its index names. Runs when `LOKET_FIXTURES` names
//! the folder; the crate's own tests do not need it.

use std::path::Path;

use channels::{Channel as _, instagram::Instagram};
use domain::content::Content;
use domain::event::{ChannelEvent, EventBody};
use serde_json::Value;

#[test]
fn every_indexed_payload_has_its_effect() {
    let Ok(root) = std::env::var("LOKET_FIXTURES") else {
        return;
    };
    let index = std::fs::read_to_string(Path::new(&root).join("INDEX.md")).unwrap();
    let mut wrong = Vec::new();
    let mut seen = 0;
    for row in index.lines().filter(|l| l.starts_with('|')) {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        let [_, file, "in", "instagram", event, ..] = cells[..] else {
            continue;
        };
        // What a browser brings back from the sign-in is no webhook.
        if event.starts_with("oauth") {
            continue;
        }
        seen += 1;
        let bytes = std::fs::read(Path::new(&root).join(file)).unwrap();
        if let Err(reason) = check(&bytes, event) {
            wrong.push(format!("{file} ({event}): {reason}"));
        }
    }
    assert!(seen > 50, "only {seen} payloads found");
    assert!(
        wrong.is_empty(),
        "{} of {seen} wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

fn check(bytes: &[u8], event: &str) -> Result<(), String> {
    let body: Value = serde_json::from_slice(bytes).map_err(|e| e.to_string())?;
    let parsed = Instagram.parse(bytes).map_err(|e| e.to_string())?;
    if parsed != Instagram.parse(bytes).map_err(|e| e.to_string())? {
        return Err("not the same twice".to_owned());
    }
    if !parsed.unreadable.is_empty() {
        return Err(format!("unreadable: {:?}", parsed.unreadable));
    }
    if parsed.events.len() < facts(&body) {
        return Err(format!(
            "{} facts, {} events",
            facts(&body),
            parsed.events.len()
        ));
    }
    for part in event.split(" + ") {
        // What stands in brackets tells the envelope.
        let word = part.split(" (").next().unwrap_or(part);
        if !parsed.events.iter().any(|e| has(e, word, &body)) {
            let told: Vec<&EventBody> = parsed.events.iter().map(|e| &e.body).collect();
            return Err(format!("{part}: {told:?}"));
        }
    }
    Ok(())
}

/// How many facts a body holds, counted without the parser. Files of one message are counted once here.
fn facts(body: &Value) -> usize {
    let list = |value: &Value, key: &str| value[key].as_array().map_or(0, Vec::len);
    body["entry"].as_array().map_or(1, |entries| {
        entries
            .iter()
            .map(|e| {
                list(e, "messaging")
                    + list(e, "changes")
                    + list(e, "standby")
                    + usize::from(e["field"].is_string())
            })
            .sum()
    })
}

fn has(event: &ChannelEvent, word: &str, body: &Value) -> bool {
    let content = match &event.body {
        EventBody::Message(message) => Some(&message.content),
        _ => None,
    };
    let topic = match &event.body {
        EventBody::Message(message) => message.topic.is_some(),
        EventBody::Echo(echo) => echo.topic.is_some(),
        _ => false,
    };
    let own = matches!(&event.body, EventBody::Echo(_));
    // An account that tries itself out: kept, never answered.
    let itself = body.to_string().contains("\"is_self\":true")
        && matches!(event.body, EventBody::Unknown { .. });
    match word {
        "message_echo" | "message_echo.story_mention" => own || itself,
        "message_unsend" => matches!(event.body, EventBody::Revoke { .. }),
        "message_unsupported" => content.is_some_and(|c| c.kind() == "unsupported"),
        "message_edit" => matches!(event.body, EventBody::Edit { .. }),
        "reaction" => matches!(content, Some(Content::Reaction { .. })),
        "read" => matches!(&event.body, EventBody::Status(s) if s.word == "read"),
        "postback" => matches!(content, Some(Content::Choice { .. })) || itself,
        "referral" => content == Some(&Content::Welcome),
        "comments" | "live_comments" => topic || matches!(event.body, EventBody::Revoke { .. }),
        "mentions" => topic || matches!(event.body, EventBody::Unknown { .. }),
        "story_insights" => matches!(event.body, EventBody::Account { .. }),
        "empty messaging item" => matches!(event.body, EventBody::Unknown { .. }),
        // A quick reply is a message that says which one it was.
        "message" => content.is_some_and(|c| matches!(c.kind(), "text" | "choice")),
        "is_self+postback" => itself,
        "not-supported" => matches!(event.body, EventBody::Unknown { .. }),
        "message.image+video" => content.is_some_and(|c| matches!(c.kind(), "image" | "video")),
        "message.file" => content.is_some_and(|c| c.kind() == "document"),
        "message.audio" => content.is_some_and(|c| c.kind() == "audio"),
        word => word.strip_prefix("message.").is_some_and(
            |kind| matches!(content, Some(Content::Shared { kind: told, .. }) if told == kind),
        ),
    }
}
