//! What is the matter, as each person sees it.

use db::Actor;
use desk::provision::WorkspaceRole;
use domain::alert::{Alert, AlertKind};
use domain::clock::Clock as _;
use serde_json::Value;

use crate::scene::Scene;
use crate::support::{Ask, House, Session};

async fn raise(house: &House, scene: &Scene, kind: AlertKind) {
    let alert = Alert {
        kind,
        reason: None,
        until: None,
    };
    let now = house.clock.now();
    let db = house.desk.db();
    let mut tx = db
        .workspace(scene.tenant.workspace, Actor::System)
        .await
        .unwrap();
    let raised = db::alerts::raise(&mut tx, scene.channel, &alert, now)
        .await
        .unwrap();
    assert!(raised);
    // Told again it is the same one.
    let again = db::alerts::raise(&mut tx, scene.channel, &alert, now)
        .await
        .unwrap();
    assert!(!again);
    tx.commit(now).await.unwrap();
}

async fn list(house: &House, who: &Session) -> Vec<Value> {
    let answer = house.call(Ask::get("/api/v1/alerts").session(who)).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    answer.json()["items"].as_array().unwrap().clone()
}

async fn unseen(house: &House, who: &Session) -> Vec<String> {
    let all = list(house, who).await;
    all.iter()
        .filter(|one| one["unseen"] == true)
        .map(|one| one["kind"].as_str().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn each_person_sees_what_is_new_to_them_and_nobody_elses() {
    let house = House::new().await;
    let scene = Scene::new(&house).await;
    let other = Scene::new(&house).await;
    let agent = house
        .member(scene.tenant.workspace, WorkspaceRole::Agent)
        .await;
    raise(&house, &scene, AlertKind::QualityLow).await;
    assert_eq!(unseen(&house, &scene.owner).await, ["quality_low"]);
    assert_eq!(unseen(&house, &agent).await, ["quality_low"]);
    assert_eq!(list(&house, &other.owner).await, [Value::Null; 0]);

    house.clock.advance(chrono::Duration::seconds(1));
    let seen = Ask::post("/api/v1/alerts/seen").session(&agent);
    assert_eq!(house.call(seen).await.status, 204);
    assert_eq!(unseen(&house, &agent).await, [""; 0]);
    assert_eq!(unseen(&house, &scene.owner).await, ["quality_low"]);
    house.clock.advance(chrono::Duration::seconds(1));
    raise(&house, &scene, AlertKind::Frozen).await;
    assert_eq!(unseen(&house, &agent).await, ["frozen"]);
    assert_eq!(list(&house, &agent).await.len(), 2);

    // A key reads and has nothing to see.
    let read = Ask::get("/api/v1/alerts").key(&scene.key);
    assert_eq!(
        house.call(read).await.json()["items"]
            .as_array()
            .unwrap()
            .len(),
        2
    );
    let seen = house
        .call(Ask::post("/api/v1/alerts/seen").key(&scene.key))
        .await;
    assert_eq!(
        (seen.status.as_u16(), seen.code()),
        (422, "only_people".to_owned())
    );
}
