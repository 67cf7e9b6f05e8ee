//! Deciding about conversations, finding them, and one's own views.

use desk::provision::WorkspaceRole;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::scene::Scene;
use crate::support::{Answer, Ask, House, Session};

async fn ask(
    house: &House,
    who: &Session,
    method: &str,
    uri: &str,
    body: Option<&Value>,
) -> Answer {
    let mut ask = Ask::new(method, &format!("/api/v1{uri}")).session(who);
    if let Some(body) = body {
        ask = ask.json(body);
    }
    house.call(ask).await
}

async fn found(house: &House, scene: &Scene, query: &str) -> (usize, Value) {
    let answer = ask(
        house,
        &scene.owner,
        "GET",
        &format!("/conversations?{query}"),
        None,
    )
    .await;
    assert_eq!(answer.status, 200, "{query}: {answer:?}");
    let body = answer.json();
    (
        body["items"].as_array().unwrap().len(),
        body["hints"].clone(),
    )
}

#[tokio::test]
async fn many_are_decided_about_at_once_and_put_back() {
    let house = House::new().await;
    let scene = Scene::new(&house).await;
    let nobody = Uuid::now_v7();
    let body = json!({ "ids": [scene.conversation, nobody], "decision": { "do": "resolve" } });
    let answer = ask(
        &house,
        &scene.owner,
        "POST",
        "/conversations/bulk",
        Some(&body),
    )
    .await;
    assert_eq!(answer.status, 200, "{answer:?}");
    let result = answer.json();
    assert_eq!(result["changed"][0]["id"], scene.conversation.to_string());
    assert_eq!(result["changed"][0]["state"], "open");
    assert_eq!(
        result["failed"],
        json!([{ "id": nobody, "code": "not_found" }])
    );
    assert_eq!(found(&house, &scene, "view=all").await.0, 0);
    assert_eq!(found(&house, &scene, "view=resolved").await.0, 1);
    // Words look beyond the open ones.
    assert_eq!(found(&house, &scene, "q=sari").await.0, 1);

    let again = ask(
        &house,
        &scene.owner,
        "POST",
        "/conversations/bulk",
        Some(&body),
    )
    .await;
    assert_eq!(
        (&again.json()["changed"], &again.json()["unchanged"]),
        (&json!([]), &json!(1))
    );
    let back = json!({ "items": result["changed"] });
    let answer = ask(
        &house,
        &scene.owner,
        "POST",
        "/conversations/restore",
        Some(&back),
    )
    .await;
    assert_eq!(answer.status, 200, "{answer:?}");
    assert_eq!(found(&house, &scene, "view=all").await.0, 1);

    let many: Vec<Uuid> = (0..201).map(|_| Uuid::now_v7()).collect();
    let body = json!({ "ids": many, "decision": { "do": "resolve" } });
    let answer = ask(
        &house,
        &scene.owner,
        "POST",
        "/conversations/bulk",
        Some(&body),
    )
    .await;
    assert_eq!(answer.code(), "invalid", "{answer:?}");
}

#[tokio::test]
async fn a_search_is_understood_or_says_what_is_not() {
    let house = House::new().await;
    let scene = Scene::new(&house).await;
    for (query, count) in [
        ("q=kaos+biru", 1),
        ("q=is:unread", 1),
        ("q=is:draft+kaos", 1),
        ("q=is:failed", 0),
        ("q=is:resolved", 0),
        ("q=from:sari", 1),
        ("q=from:7731", 1),
        ("q=from:budi", 0),
        ("q=channel:whatsapp", 1),
        ("q=assignee:none", 1),
        ("q=assignee:me", 0),
        ("q=label:grosir", 0),
        ("view=mine", 0),
        ("view=unassigned", 1),
    ] {
        let (items, hints) = found(&house, &scene, query).await;
        assert_eq!((items, &hints), (count, &json!([])), "{query}");
    }
    let (items, hints) = found(&house, &scene, "q=is:odd+label:nichts+kaos").await;
    assert_eq!(items, 1);
    let codes: Vec<_> = hints
        .as_array()
        .unwrap()
        .iter()
        .map(|h| h["code"].as_str().unwrap())
        .collect();
    assert_eq!(codes, ["unknown_state", "unknown_label"]);
    // What is not understood must not turn into "everything" where something is decided about it.
    let ids = ask(
        &house,
        &scene.owner,
        "GET",
        "/conversations/ids?q=is:odd",
        None,
    )
    .await;
    assert_eq!(ids.code(), "invalid", "{ids:?}");
    let ids = ask(
        &house,
        &scene.owner,
        "GET",
        "/conversations/ids?q=kaos",
        None,
    )
    .await;
    assert_eq!(
        ids.json(),
        json!({ "ids": [scene.conversation], "more": false })
    );
}

#[tokio::test]
async fn views_are_ones_own() {
    let house = House::new().await;
    let scene = Scene::new(&house).await;
    let agent = house
        .member(scene.tenant.workspace, WorkspaceRole::Agent)
        .await;
    let list = ask(&house, &agent, "GET", "/views", None).await;
    assert_eq!(list.json()["items"], json!([]));
    let uri = format!("/views/{}", scene.view);
    let body = json!({ "name": "Lain", "query": "is:unread" });
    for answer in [
        ask(&house, &agent, "PUT", &uri, Some(&body)).await,
        ask(&house, &agent, "DELETE", &uri, None).await,
    ] {
        assert_eq!(answer.code(), "not_found", "{answer:?}");
    }
    let answer = ask(&house, &scene.owner, "PUT", &uri, Some(&body)).await;
    assert_eq!(answer.json()["name"], "Lain");
}

#[tokio::test]
async fn a_label_of_another_case_is_the_same_name() {
    let house = House::new().await;
    let scene = Scene::new(&house).await;
    let twin = json!({ "name": "GROSIR", "color": "red" });
    let answer = ask(&house, &scene.owner, "POST", "/labels", Some(&twin)).await;
    assert_eq!(answer.code(), "label_taken", "{answer:?}");
    let wrong = json!({ "name": "Lain", "color": "neon" });
    let answer = ask(&house, &scene.owner, "POST", "/labels", Some(&wrong)).await;
    assert_eq!(answer.code(), "invalid", "{answer:?}");
    let put = json!({ "add": [scene.label] });
    let uri = format!("/conversations/{}/labels", scene.conversation);
    let answer = ask(&house, &scene.owner, "POST", &uri, Some(&put)).await;
    assert_eq!(answer.json()["labels"][0]["name"], "Grosir", "{answer:?}");
    let stranger = json!({ "add": [Uuid::now_v7()] });
    let answer = ask(&house, &scene.owner, "POST", &uri, Some(&stranger)).await;
    assert_eq!(answer.code(), "not_found", "{answer:?}");
}
