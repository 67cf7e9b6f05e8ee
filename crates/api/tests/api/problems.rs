//! Every refusal has the same shape.

use serde_json::json;

use crate::scene::Scene;
use crate::support::{Answer, Ask, House};

fn check(answer: &Answer, status: u16, code: &str) {
    assert_eq!(answer.code(), code, "{answer:?}");
    let body = answer.json();
    assert_eq!(answer.status, status, "{answer:?}");
    assert_eq!(body["status"], status);
    assert_eq!(body["type"], "about:blank");
    assert!(body["title"].as_str().is_some_and(|t| !t.is_empty()));
    for member in ["detail", "hint", "action"] {
        assert!(
            body.get(member)
                .is_some_and(|v| v.is_null() || v.is_string()),
            "{member}: {body}"
        );
    }
    let instance = body["instance"].as_str().unwrap();
    assert!(uuid::Uuid::parse_str(instance).is_ok(), "{instance}");
}

#[tokio::test]
async fn every_refusal_has_the_same_shape() {
    let house = House::new().await;
    let scene = Scene::new(&house).await;
    let floor = format!("/api/v1/conversations/{}/floor", scene.conversation);
    let cases = [
        (Ask::get("/api/v1/nothing"), 404, "not_found"),
        (Ask::get("/api/nothing"), 404, "not_found"),
        (
            Ask::get("/api/v1/conversations/not-a-uuid"),
            404,
            "not_found",
        ),
        (Ask::get("/api/v1/conversations?limit=0"), 422, "invalid"),
        (Ask::get("/api/v1/conversations?limit=101"), 422, "invalid"),
        (Ask::get("/api/v1/conversations?cursor=zz"), 422, "invalid"),
        (
            Ask::get("/api/v1/conversations?view=secret"),
            422,
            "invalid",
        ),
        (
            Ask::new("DELETE", "/api/v1/conversations"),
            405,
            "method_not_allowed",
        ),
        (Ask::post(&floor).json(&json!({})), 422, "invalid"),
        (
            Ask::post(&floor).json(&json!({ "human": "yes" })),
            422,
            "invalid",
        ),
        (
            Ask::post(&floor)
                .json(&json!({ "human": true, "workspace_id": scene.tenant.workspace })),
            422,
            "invalid",
        ),
        (
            Ask::post(&floor)
                .raw(b"{")
                .header("content-type", "application/json"),
            400,
            "bad_request",
        ),
        (Ask::post(&floor).raw(b"{\"human\":true}"), 415, "not_json"),
        (
            Ask::post(&floor)
                .raw(b"human=true")
                .header("content-type", "application/x-www-form-urlencoded"),
            415,
            "not_json",
        ),
        (
            Ask::new("PUT", "/api/v1/knowledge")
                .raw(&vec![b' '; 5 << 20])
                .header("content-type", "application/json"),
            413,
            "too_large",
        ),
    ];
    for (ask, status, code) in cases {
        let what = format!("{ask:.200?}");
        let answer = house.call(ask.session(&scene.owner)).await;
        assert_eq!(answer.status, status, "{what}: {answer:?}");
        check(&answer, status, code);
    }
    let nowhere = house
        .call(Ask::get("/api/v1/conversations").cookie(&scene.owner.cookie))
        .await;
    check(&nowhere, 400, "workspace_missing");
}

#[tokio::test]
async fn a_refusal_of_the_gate_names_every_reason() {
    let house = House::new().await;
    let scene = Scene::new(&house).await;
    house.clock.advance(chrono::Duration::hours(25));
    let member = house.sign_in(&scene.owner.email).await;
    let reply = Ask::post(&format!(
        "/api/v1/conversations/{}/replies",
        scene.conversation
    ))
    .json(&json!({ "type": "text", "text": "Masih ada" }))
    .cookie(&member)
    .workspace(scene.tenant.workspace);
    let answer = house.call(reply).await;
    check(&answer, 422, "refused");
    let reasons = answer.json()["reasons"].clone();
    assert_eq!(reasons[0]["code"], "window_closed", "{reasons}");
    assert_eq!(reasons[0]["action"], "send_template");
    assert!(reasons[0]["hint"].as_str().unwrap().len() > 10);
}
