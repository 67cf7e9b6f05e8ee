//! What is answered is what the document says.

use serde_json::{Value, json};

use crate::scene::Scene;
use crate::schema::{Operation, operations};
use crate::support::{Answer, Ask, House};

/// The schema that the document gives for a status, with everything it refers to.
fn schema_for(document: &Value, op: &Operation, answer: &Answer) -> Option<Value> {
    let responses = &document["paths"][&op.path][&op.method]["responses"];
    let described = responses
        .get(answer.status.as_str())
        .or_else(|| responses.get("default"))
        .unwrap_or_else(|| {
            panic!(
                "{} {} says nothing of {}",
                op.method, op.path, answer.status
            )
        });
    let kind = answer.headers.get("content-type")?.to_str().unwrap();
    if !kind.ends_with("json") {
        return None;
    }
    let mut schema = described["content"][kind]["schema"].clone();
    assert!(
        !schema.is_null(),
        "{} {} answers {kind} without saying so",
        op.method,
        op.path
    );
    schema["components"] = document["components"].clone();
    Some(schema)
}

#[tokio::test]
async fn every_answer_is_as_the_document_says() {
    let house = House::new().await;
    let scene = Scene::new(&house).await;
    let document: Value = serde_json::from_str(&api::openapi_json()).unwrap();
    let (mut good, mut bad) = (0, 0);
    for op in operations() {
        for body in 0..op.bodies.len().max(1) {
            let (uri, body) = op.fill(body, &|_, names| scene.id_of(names));
            let mut ask = Ask::new(&op.method, &uri).session(&scene.owner);
            if let Some(body) = &body {
                ask = ask.json(body);
            }
            let answer = house.call(ask).await;
            let Some(schema) = schema_for(&document, &op, &answer) else {
                continue;
            };
            let validator = jsonschema::draft202012::new(&schema).unwrap();
            let found = answer.json();
            let faults: Vec<String> = validator
                .iter_errors(&found)
                .map(|fault| format!("{} {fault}", fault.instance_path()))
                .collect();
            assert!(
                faults.is_empty(),
                "{} {}: {faults:#?} in {found}",
                op.method,
                op.path
            );
            if answer.status.is_success() {
                good += 1;
            } else {
                bad += 1;
            }
        }
    }
    assert!(
        good >= 20 && bad >= 5,
        "the walk shows too little: {good} and {bad}"
    );
}

#[test]
fn the_comparison_can_fail() {
    let document: Value = serde_json::from_str(&api::openapi_json()).unwrap();
    let schema =
        json!({ "$ref": "#/components/schemas/Counts", "components": document["components"] });
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    let counts = json!({ "all": 1, "unanswered": 0, "waiting": 0, "held": 0, "closing": 0, "failed": 0, "unread": 0,
        "mine": 0, "unassigned": 0, "snoozed": 0, "resolved": 0, "mentions": 0 });
    assert!(validator.is_valid(&counts));
    assert!(!validator.is_valid(&json!({ "all": 1 })));
}
