//! Every inbound WhatsApp payload of a fixtures folder has the effect its index names. Runs when `LOKET_FIXTURES` names
//! the folder; the crate's own tests do not need it.

use std::path::Path;

use channels::{Channel as _, whatsapp::WhatsApp};
use domain::content::{ChoiceSource, Content};
use domain::event::{ChannelEvent, EventBody, Parsed};
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
        let [_, file, "in", "whatsapp", event, exercises, ..] = cells[..] else {
            continue;
        };
        seen += 1;
        let bytes = std::fs::read(Path::new(&root).join(file)).unwrap();
        if let Err(reason) = check(&bytes, event, exercises) {
            wrong.push(format!("{file} ({event}): {reason}"));
        }
    }
    assert!(seen > 200, "only {seen} payloads found");
    assert!(
        wrong.is_empty(),
        "{} of {seen} wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

/// Payloads whose index row names what they are about, but which hold words where numbers belong (an order's quantity)
/// or are wrapped in a list, as no webhook is.
fn is_illustration(body: &Value) -> bool {
    let words = "/entry/0/changes/0/value/messages/0/order/product_items/0/quantity";
    body.is_array()
        || body
            .pointer(words)
            .is_some_and(|q| q.as_str().is_some_and(|q| q.parse::<i64>().is_err()))
}

fn check(bytes: &[u8], event: &str, exercises: &str) -> Result<(), String> {
    let body: Value = serde_json::from_slice(bytes).map_err(|e| e.to_string())?;
    if is_illustration(&body) {
        return match WhatsApp.parse(bytes) {
            Err(_) => Ok(()),
            Ok(parsed) => any(&parsed, |e| {
                content(e).is_some_and(|c| c.kind() == "unsupported")
            })
            .then_some(())
            .ok_or_else(|| format!("{parsed:?}")),
        };
    }
    let parsed = WhatsApp.parse(bytes).map_err(|e| e.to_string())?;
    let again = WhatsApp.parse(bytes).map_err(|e| e.to_string())?;
    if parsed != again {
        return Err("not the same twice".to_owned());
    }
    if event.starts_with("malformed") {
        let quarantined = parsed.events.is_empty() && !parsed.unreadable.is_empty();
        return quarantined
            .then_some(())
            .ok_or_else(|| format!("{parsed:?}"));
    }
    if !parsed.unreadable.is_empty() {
        return Err(format!("unreadable: {:?}", parsed.unreadable));
    }
    let facts = facts(&body);
    if facts != parsed.events.len() {
        return Err(format!("{facts} facts, {} events", parsed.events.len()));
    }
    if event.contains("metadata only") {
        return Ok(());
    }
    for part in event.split(" + ") {
        expect(part, exercises, &parsed)?;
    }
    Ok(())
}

/// How many facts a body holds, counted without the parser.
fn facts(body: &Value) -> usize {
    let list = |value: &Value, key: &str| value[key].as_array().map_or(0, Vec::len);
    let changes = body["entry"]
        .as_array()
        .into_iter()
        .flatten()
        .flat_map(|e| e["changes"].as_array().into_iter().flatten());
    changes
        .map(|change| {
            let value = &change["value"];
            let field = change["field"]
                .as_str()
                .unwrap_or(if value["messages"].is_array() {
                    "messages"
                } else {
                    ""
                });
            match field {
                "messages" => {
                    list(value, "messages") + list(value, "statuses") + list(value, "errors").min(1)
                }
                "user_id_update" => list(value, "user_id_update"),
                "user_preferences" => list(value, "user_preferences").max(1),
                "smb_message_echoes" => list(value, "message_echoes"),
                "smb_app_state_sync" => list(value, "state_sync"),
                // Each message, and each part's word on how far it is.
                "history" => {
                    let parts = value["history"].as_array().into_iter().flatten();
                    let threads = parts.flat_map(|p| p["threads"].as_array().into_iter().flatten());
                    list(value, "history") + threads.map(|t| list(t, "messages")).sum::<usize>()
                }
                _ => 1,
            }
        })
        .sum()
}

fn expect(part: &str, exercises: &str, parsed: &Parsed) -> Result<(), String> {
    let words: Vec<&str> = part.split('.').collect();
    let found = match words[..] {
        ["messages", ..] if exercises.contains("group_id") => {
            any(parsed, |e| matches!(e.body, EventBody::Unknown { .. }))
        }
        ["messages", "system", "customer_identity_changed"] => {
            any(parsed, |e| content(e).is_some_and(|c| c.kind() == "system"))
        }
        ["messages", "system", ..] => any(parsed, |e| {
            matches!(e.body, EventBody::IdentityChange { .. })
        }),
        ["messages", "edit"] => any(parsed, |e| matches!(e.body, EventBody::Edit { .. })),
        ["messages", "revoke"] => any(parsed, |e| matches!(e.body, EventBody::Revoke { .. })),
        ["messages", "interactive", "None"] | ["messages", "unknown"] => any(parsed, |e| {
            content(e).is_some_and(|c| c.kind() == "unsupported")
        }),
        ["messages", "interactive", reply] => any(parsed, |e| {
            content(e).is_some_and(|c| choice(c) == source(reply))
        }),
        ["messages", "button"] => any(parsed, |e| {
            content(e).is_some_and(|c| choice(c) == Some(ChoiceSource::TemplateButton))
        }),
        ["messages", "request_welcome"] => any(parsed, |e| content(e) == Some(&Content::Welcome)),
        ["messages", "audio", "voice"] => any(
            parsed,
            |e| matches!(content(e), Some(Content::Media(m)) if m.voice),
        ),
        // A message without a type word, told by its content.
        ["messages", "None"] => any(parsed, |e| {
            content(e).is_some_and(|c| c.kind() == "location")
        }),
        ["messages", kind, ..] => any(parsed, |e| content(e).is_some_and(|c| c.kind() == kind)),
        ["statuses", word] => any(
            parsed,
            |e| matches!(&e.body, EventBody::Status(s) if s.word == word && s.status.is_some()),
        ),
        ["value", "errors"] => any(parsed, |e| matches!(e.body, EventBody::Errors { .. })),
        ["user_id_update", ..] => any(parsed, |e| {
            matches!(e.body, EventBody::IdentityChange { .. })
        }),
        ["None", "PARTNER_APP_INSTALLED"] => account(parsed, "account_update"),
        ["None" | "unknown_field_xyz" | "field_from_2027"] => {
            any(parsed, |e| matches!(e.body, EventBody::Unknown { .. }))
        }
        ["user_pref" | "user_preferences"] => {
            any(parsed, |e| matches!(e.body, EventBody::Preference { .. }))
        }
        ["smb_message_echoes", ..] => any(parsed, |e| {
            matches!(
                e.body,
                EventBody::Echo(_)
                    | EventBody::Edit { own: true, .. }
                    | EventBody::Revoke { own: true, .. }
            )
        }),
        ["smb_app_state_sync", ..] => any(parsed, |e| matches!(e.body, EventBody::AppContact(_))),
        ["history", ..] => any(parsed, |e| matches!(e.body, EventBody::PastTold(_))),
        [field, ..] => account(parsed, field),
        [] => false,
    };
    found.then_some(()).ok_or_else(|| {
        format!(
            "{:?}",
            parsed.events.iter().map(|e| &e.body).collect::<Vec<_>>()
        )
    })
}

fn any(parsed: &Parsed, is: impl Fn(&ChannelEvent) -> bool) -> bool {
    parsed.events.iter().any(is)
}

fn account(parsed: &Parsed, field: &str) -> bool {
    any(
        parsed,
        |e| matches!(&e.body, EventBody::Account { field: f } if f == field),
    )
}

fn content(event: &ChannelEvent) -> Option<&Content> {
    match &event.body {
        EventBody::Message(message) => Some(&message.content),
        _ => None,
    }
}

fn choice(content: &Content) -> Option<ChoiceSource> {
    match content {
        Content::Choice { source, .. } => Some(*source),
        _ => None,
    }
}

fn source(reply: &str) -> Option<ChoiceSource> {
    match reply {
        "button_reply" => Some(ChoiceSource::Button),
        "list_reply" => Some(ChoiceSource::List),
        "nfm_reply" => Some(ChoiceSource::Flow),
        "call_permission_reply" => Some(ChoiceSource::CallPermission),
        _ => None,
    }
}

/// Bodies that are malformed on purpose: an error or a result, never a panic, and nothing of a good body lost.
#[test]
fn malformed_bodies_are_survived() {
    let Ok(root) = std::env::var("LOKET_FIXTURES") else {
        return;
    };
    let mut seen = 0;
    for file in std::fs::read_dir(Path::new(&root).join("malformed_raw")).unwrap() {
        let path = file.unwrap().path();
        let case: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
        let raw = case["raw_body"].as_str().unwrap();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        seen += 1;
        match (name.as_str(), WhatsApp.parse(raw.as_bytes())) {
            ("not_json" | "truncated_json" | "json_null" | "deep_nesting", result) => {
                assert!(result.is_err(), "{name}");
            }
            ("no_object", result) => assert!(!result.unwrap().unreadable.is_empty(), "{name}"),
            ("timestamp_not_number", result) => {
                let parsed = result.unwrap();
                assert_eq!(
                    (parsed.events.len(), parsed.events[0].at),
                    (1, None),
                    "{name}"
                );
            }
            (_, result) => assert!(result.is_ok(), "{name}"),
        }
    }
    assert!(seen > 5);
}
