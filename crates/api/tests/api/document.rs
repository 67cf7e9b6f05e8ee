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
