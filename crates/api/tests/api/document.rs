//! The document is the contract: a change of it is a change somebody sees.

use serde_json::Value;

use crate::support::{Ask, House};

#[test]
fn the_document_is_the_contract() {
    let kept = concat!(env!("CARGO_MANIFEST_DIR"), "/../../web/openapi.json");
    let kept = std::fs::read_to_string(kept).unwrap();
    assert!(
        api::openapi_json() == kept,
        "the document changed: run `cargo xtask gen` and review what it says"
    );
}

#[test]
fn the_document_is_whole() {
    assert_eq!(api::openapi_json(), api::openapi_json());
    let document: Value = serde_json::from_str(&api::openapi_json()).unwrap();
    let schemas = document["components"]["schemas"].as_object().unwrap();
    let mut wanted = Vec::new();
    references(&document, &mut wanted);
    for name in wanted {
        assert!(
            schemas.contains_key(&name),
            "{name} is named and not described"
        );
    }
    let mut names = Vec::new();
    for (path, methods) in document["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            let what = format!("{method} {path}");
            assert!(operation["summary"].is_string(), "{what} has no summary");
            assert!(
                !operation["responses"]["default"].is_null() || path == "/about",
                "{what} promises no problems"
            );
            names.push(operation["operationId"].as_str().unwrap().to_owned());
        }
    }
    let count = names.len();
    names.sort();
    names.dedup();
    assert_eq!(names.len(), count, "two operations have the same name");
}

/// Operations that a second request cannot double, so that they take no key: with why.
const HARMLESS_TWICE: &[(&str, &[&str])] = &[
    (
        "it sets what is; setting it again changes nothing",
        &[
            "change_contact_labels",
            "change_labels",
            "fetch_media",
            "mark_read",
            "mark_unread",
            "read_mentions",
            "set_assignee",
            "set_floor",
            "set_state",
            "stop_draft",
            "tell_typing",
        ],
    ),
    (
        "it only asks",
        &[
            "check_house",
            "confirm",
            "open_invitation",
            "preview_contacts",
            "preview_import",
            "preview_merge",
            "rejected_rows",
            "see_alerts",
            "try_question",
        ],
    ),
    (
        "what it needs is good for one time, so that a second request finds it used",
        &[
            "accept_invitation",
            "create_passkey",
            "set_password",
            "set_up",
            "undo_merge",
        ],
    ),
    (
        "a later one takes the place of an earlier one",
        &[
            "ask_new_passkey",
            "ask_passkey",
            "ask_password_reset",
            "make_reset_link",
            "propose_codes",
        ],
    ),
    (
        "nobody is known yet whose key it could be; each sign-in is a session of its own, listed and ended by its person",
        &["sign_in", "sign_in_with_passkey"],
    ),
];

#[test]
fn what_creates_or_sends_takes_a_key() {
    let document: Value = serde_json::from_str(&api::openapi_json()).unwrap();
    let mut keyless: Vec<&str> = Vec::new();
    for methods in document["paths"].as_object().unwrap().values() {
        let Some(operation) = methods.get("post") else {
            continue;
        };
        let takes = operation["parameters"]
            .as_array()
            .is_some_and(|all| all.iter().any(|p| p["name"] == "Idempotency-Key"));
        if !takes {
            keyless.push(operation["operationId"].as_str().unwrap());
        }
    }
    keyless.sort_unstable();
    let mut allowed: Vec<&str> = HARMLESS_TWICE
        .iter()
        .flat_map(|(_, names)| *names)
        .copied()
        .collect();
    allowed.sort_unstable();
    assert_eq!(
        keyless, allowed,
        "a POST takes an `Idempotency-Key`, or it is written here why it needs none"
    );
}

fn references(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            if let Some(Value::String(text)) = map.get("$ref") {
                found.extend(
                    text.strip_prefix("#/components/schemas/")
                        .map(str::to_owned),
                );
            }
            map.values().for_each(|v| references(v, found));
        }
        Value::Array(items) => items.iter().for_each(|v| references(v, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[tokio::test]
async fn the_server_gives_its_document_away() {
    let house = House::new().await;
    let answer = house.call(Ask::get("/api/openapi.json")).await;
    assert_eq!(String::from_utf8(answer.body).unwrap(), api::openapi_json());
}
