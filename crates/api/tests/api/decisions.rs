//! Decisions about drafts, through the API: who may override, what is held, what is counted.

use desk::keys::Scope;
use desk::provision::WorkspaceRole;
use serde_json::{Value, json};

use crate::scene::Scene;
use crate::support::{Answer, Ask, House};

fn decide(scene: &Scene, act: &str, body: &Value) -> Ask {
    Ask::post(&format!("/api/v1/drafts/{}/{act}", scene.draft)).json(body)
}

async fn owner(house: &House, scene: &Scene, act: &str, body: &Value) -> Answer {
    house
        .call(decide(scene, act, body).session(&scene.owner))
        .await
}

/// Words that nothing supports, but nothing contradicts either.
async fn doubted(house: &House, scene: &Scene) -> Value {
    let uri = format!("/api/v1/drafts/{}", scene.draft);
    let before = house
        .call(Ask::get(&uri).session(&scene.owner))
        .await
        .json();
    let words = format!(
        "{} Kami titip salam untuk keluarga.",
        before["text"].as_str().unwrap()
    );
    let edit = json!({ "version": 1, "text": words });
    let held = owner(house, scene, "edit", &edit).await.json();
    assert_eq!(
        (&held["state"], &held["check"]["verdict"]),
        (&json!("held"), &json!("hold")),
        "{held}"
    );
    held
}

#[tokio::test]
async fn a_doubt_is_overridden_by_those_who_manage_and_never_by_a_script() {
    let house = House::new().await;
    let scene = Scene::new(&house).await;
    doubted(&house, &scene).await;
    let anyway = json!({ "version": 2, "override": true });
    let agent = house
        .member(scene.tenant.workspace, WorkspaceRole::Agent)
        .await;
    let refused = house
        .call(decide(&scene, "approve", &anyway).session(&agent))
        .await;
    assert_eq!(refused.status, 403, "{refused:?}");
    let key = house.key(scene.tenant.workspace, Scope::Manage).await;
    let refused = house
        .call(decide(&scene, "approve", &anyway).key(&key))
        .await;
    assert_eq!(refused.code(), "invalid", "{refused:?}");
    assert_eq!(refused.json()["fields"][0]["field"], "override");
    // Without saying so nobody overrides.
    let plain = owner(&house, &scene, "approve", &json!({ "version": 2 })).await;
    assert_eq!(plain.code(), "refused", "{plain:?}");
    assert_eq!(plain.json()["reasons"][0]["code"], "safety_hold");

    let gone = owner(&house, &scene, "approve", &anyway).await;
    assert_eq!(gone.status, 200, "{gone:?}");
    let message = gone.json()["message"]["id"].as_str().unwrap().to_owned();
    let uri = format!("/api/v1/messages/{message}/evidence");
    let entries = house
        .call(Ask::get(&uri).session(&scene.owner))
        .await
        .json();
    let approved = entries["items"]
        .as_array()
        .unwrap()
        .iter()
        .find(|entry| entry["kind"] == "approved")
        .unwrap();
    assert_eq!(approved["payload"]["override"], true);
    assert_eq!(
        approved["payload"]["overrode"],
        json!(["unsupported_sentence"])
    );
}

#[tokio::test]
async fn new_doubts_are_kept_and_read_before_they_are_overridden() {
    let house = House::new().await;
    let scene = Scene::new(&house).await;
    doubted(&house, &scene).await;
    let mut tx = house
        .desk
        .db()
        .workspace(scene.tenant.workspace, db::Actor::System)
        .await
        .unwrap();
    let mut knowledge = crate::scene::knowledge();
    for item in knowledge["items"].as_array_mut().unwrap() {
        item["stock"] = json!({ "M": 9 });
    }
    house.desk.put_knowledge(&mut tx, knowledge).await.unwrap();
    tx.commit(house.desk.now()).await.unwrap();
    let anyway = json!({ "version": 2, "override": true });
    let stopped = owner(&house, &scene, "approve", &anyway).await;
    assert!(matches!(stopped.status.as_u16(), 409 | 422), "{stopped:?}");
    let shown = &stopped.json()["draft"];
    assert_eq!(shown["version"], 3, "the fresh verdict is kept: {shown}");
    assert!(
        shown["check"]["reasons"].as_array().unwrap().len() > 1,
        "{shown}"
    );
}

#[tokio::test]
async fn an_override_where_nobody_doubts_is_an_approval_and_is_counted() {
    let house = House::new().await;
    let scene = Scene::new(&house).await;
    let held = owner(&house, &scene, "hold", &json!({ "version": 1 })).await;
    assert_eq!(held.status, 200, "{held:?}");
    assert_eq!(
        (&held.json()["version"], &held.json()["auto_send_at"]),
        (&json!(1), &Value::Null),
        "no rule was about to let it go"
    );
    let approved = owner(
        &house,
        &scene,
        "approve",
        &json!({ "version": 1, "override": true }),
    )
    .await;
    assert_eq!(approved.status, 200, "{approved:?}");
    let today = house
        .call(Ask::get("/api/v1/drafts/today").session(&scene.owner))
        .await;
    assert_eq!(
        today.json(),
        json!({ "approved": 1, "edited": 0, "auto_sent": 0, "discarded": 0 })
    );
}

#[tokio::test]
async fn how_long_a_rule_waits_is_a_channels_choice() {
    let house = House::new().await;
    let scene = Scene::new(&house).await;
    let uri = format!("/api/v1/channels/{}", scene.channel);
    let change = |seconds: i32| {
        Ask::new("PATCH", &uri)
            .json(&json!({ "auto_hold_seconds": seconds }))
            .session(&scene.owner)
    };
    let chosen = house.call(change(20)).await;
    assert_eq!(chosen.json()["auto_hold_seconds"], 20, "{chosen:?}");
    assert_eq!(house.call(change(31)).await.code(), "invalid");
}
