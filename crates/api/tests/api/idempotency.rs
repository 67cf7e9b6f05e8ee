//! Asking twice is asking once.

use serde_json::{Value, json};

use crate::scene::Scene;
use crate::support::{Ask, House};

fn consent(scene: &Scene, state: &str) -> Ask {
    Ask::post("/api/v1/consents")
        .json(&json!({ "contact_id": scene.contact, "state": state, "source": "form" }))
}

async fn ledger(house: &House, scene: &Scene) -> usize {
    let answer = house
        .call(Ask::get(&format!("/api/v1/contacts/{}", scene.contact)).key(&scene.key))
        .await;
    answer.json()["consents"].as_array().unwrap().len()
}

#[tokio::test]
async fn the_same_key_and_request_get_the_same_answer() {
    let house = House::new().await;
    let scene = Scene::new(&house).await;
    let ask = || {
        consent(&scene, "opted_in")
            .key(&scene.key)
            .header("idempotency-key", "k-1")
    };
    let first = house.call(ask()).await;
    assert_eq!(first.status, 201, "{first:?}");
    house.clock.advance(chrono::Duration::minutes(5));
    let second = house.call(ask()).await;
    assert_eq!((second.status, &second.body), (first.status, &first.body));
    assert_eq!(second.headers["idempotent-replay"], "true");
    assert_eq!(ledger(&house, &scene).await, 1);
    // Without a key it is a new request.
    assert_eq!(
        house
            .call(consent(&scene, "opted_in").key(&scene.key))
            .await
            .status,
        201
    );
    assert_eq!(ledger(&house, &scene).await, 2);
    // After a day the key is free again.
    house.clock.advance(chrono::Duration::hours(25));
    assert_eq!(house.call(ask()).await.status, 201);
    assert_eq!(ledger(&house, &scene).await, 3);
}

#[tokio::test]
async fn a_key_belongs_to_one_request() {
    let house = House::new().await;
    let scene = Scene::new(&house).await;
    let key = |ask: Ask| ask.key(&scene.key).header("idempotency-key", "k-2");
    assert_eq!(
        house.call(key(consent(&scene, "opted_in"))).await.status,
        201
    );
    let other_body = house.call(key(consent(&scene, "opted_out"))).await;
    assert_eq!(
        (other_body.status.as_u16(), other_body.code().as_str()),
        (409, "idempotency_mismatch")
    );
    let redraft = Ask::post(&format!(
        "/api/v1/conversations/{}/drafts",
        scene.conversation
    ));
    assert_eq!(
        house.call(key(redraft)).await.code(),
        "idempotency_mismatch"
    );
    // Keys of one workspace are nobody else's.
    let other = Scene::new(&house).await;
    let ask = consent(&other, "opted_in")
        .key(&other.key)
        .header("idempotency-key", "k-2");
    assert_eq!(house.call(ask).await.status, 201);
}

#[tokio::test]
async fn what_was_refused_may_be_asked_again() {
    let house = House::new().await;
    let scene = Scene::new(&house).await;
    let nobody =
        json!({ "contact_id": uuid::Uuid::now_v7(), "state": "opted_in", "source": "form" });
    let ask = || {
        Ask::post("/api/v1/consents")
            .key(&scene.key)
            .header("idempotency-key", "k-3")
    };
    assert_eq!(house.call(ask().json(&nobody)).await.code(), "not_found");
    let somebody = json!({ "contact_id": scene.contact, "state": "opted_in", "source": "form" });
    assert_eq!(house.call(ask().json(&somebody)).await.status, 201);
}

#[tokio::test]
async fn twice_at_once_is_once() {
    let house = House::new().await;
    let scene = Scene::new(&house).await;
    let uri = format!("/api/v1/conversations/{}/replies", scene.conversation);
    let ask = || {
        Ask::post(&uri)
            .json(&json!({ "type": "text", "text": "Masih ada, Kak." }))
            .key(&scene.key)
            .header("idempotency-key", "k-4")
    };
    let (one, two, three) = tokio::join!(house.call(ask()), house.call(ask()), house.call(ask()));
    assert_eq!(one.status, 202, "{one:?}");
    assert_eq!((&one.body, &one.body), (&two.body, &three.body));
    let listed = house
        .call(
            Ask::get(&format!(
                "/api/v1/conversations/{}/messages",
                scene.conversation
            ))
            .key(&scene.key),
        )
        .await;
    let said = listed.json()["items"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|m| m["content"]["body"] == "Masih ada, Kak.")
        .count();
    assert_eq!(said, 1);
}

#[tokio::test]
async fn a_secret_is_answered_once_and_kept_nowhere() {
    let house = House::new().await;
    let scene = Scene::new(&house).await;
    let ask = || {
        Ask::post("/api/v1/api-keys")
            .json(&json!({ "name": "kasir", "scopes": ["read"] }))
            .session(&scene.owner)
            .header("idempotency-key", "k-5")
    };
    let first = house.call(ask()).await.json();
    assert!(first["key"].as_str().unwrap().starts_with("wak_"));
    let second = house.call(ask()).await.json();
    assert_eq!(
        (&second["key"], &second["id"]),
        (&Value::Null, &first["id"])
    );
    let keys = house
        .call(Ask::get("/api/v1/api-keys").session(&scene.owner))
        .await
        .json();
    assert_eq!(keys["items"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn keys_have_a_length() {
    let house = House::new().await;
    let scene = Scene::new(&house).await;
    for wrong in [String::new(), "x".repeat(201)] {
        let answer = house
            .call(
                consent(&scene, "opted_in")
                    .key(&scene.key)
                    .header("idempotency-key", &wrong),
            )
            .await;
        assert_eq!(answer.code(), "invalid");
    }
}
