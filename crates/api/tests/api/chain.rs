//! The evidence chain is searched, paged both ways, read in stretches; looking is an entry itself.

use desk::provision::WorkspaceRole;
use serde_json::{Value, json};

use crate::scene::Scene;
use crate::support::{Ask, House, Session};

async fn read(house: &House, session: &Session, uri: &str) -> Value {
    let answer = house
        .call(Ask::get(&format!("/api/v1{uri}")).session(session))
        .await;
    assert_eq!(answer.status, 200, "{uri}: {answer:?}");
    answer.json()
}

fn seqs(page: &Value) -> Vec<u64> {
    let items = page["items"].as_array().unwrap();
    items
        .iter()
        .map(|entry| entry["seq"].as_u64().unwrap())
        .collect()
}

#[tokio::test]
async fn pages_go_both_ways_and_filters_hold() {
    let house = House::new().await;
    let scene = Scene::new(&house).await;
    let owner = &scene.owner;
    let whole = read(&house, owner, "/evidence").await;
    let last = whole["head"]["seq"].as_u64().unwrap();
    assert!(last >= 2, "the scene writes some entries");
    let newest = read(
        &house,
        owner,
        &format!("/evidence?before_seq={}&limit=2", last + 1),
    )
    .await;
    assert_eq!(seqs(&newest), [last - 1, last]);
    assert_eq!(newest["more"], last > 2);
    let first = read(&house, owner, "/evidence?after_seq=0&limit=1").await;
    assert_eq!((seqs(&first), &first["more"]), (vec![1], &json!(true)));

    let received = read(&house, owner, "/evidence?kind=received").await;
    assert!(!seqs(&received).is_empty());
    assert!(
        received["items"]
            .as_array()
            .unwrap()
            .iter()
            .all(|e| e["kind"] == "received")
    );
    let people = read(&house, owner, "/evidence?actor=person").await;
    assert!(
        people["items"]
            .as_array()
            .unwrap()
            .iter()
            .all(|e| e["actor"].as_str().unwrap().starts_with("person:"))
    );
    let of_thread = read(
        &house,
        owner,
        &format!("/evidence?conversation_id={}", scene.conversation),
    )
    .await;
    assert!(
        of_thread["items"]
            .as_array()
            .unwrap()
            .iter()
            .all(|e| e["conversation_id"] == json!(scene.conversation))
    );
    let future = read(&house, owner, "/evidence?since=2999-01-01T00:00:00Z").await;
    assert_eq!((seqs(&future), &future["more"]), (vec![], &json!(false)));
    for wrong in [
        "after_seq=1&before_seq=2",
        "kind=Not%20a%20kind",
        "since=yesterday",
        "limit=0",
    ] {
        let answer = house
            .call(Ask::get(&format!("/api/v1/evidence?{wrong}")).session(owner))
            .await;
        assert_eq!(answer.status, 422, "{wrong}");
    }
}

#[tokio::test]
async fn looking_is_an_entry_once_and_by_each() {
    let house = House::new().await;
    let scene = Scene::new(&house).await;
    let viewer = house
        .member(scene.tenant.workspace, WorkspaceRole::Viewer)
        .await;
    for session in [&scene.owner, &scene.owner, &viewer, &scene.owner] {
        read(&house, session, "/evidence").await;
    }
    let views = read(&house, &scene.owner, "/evidence?kind=viewed").await;
    let actors: Vec<_> = views["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|e| e["actor"].clone())
        .collect();
    assert_eq!(actors.len(), 2, "{views}");
    assert_ne!(actors[0], actors[1]);
}

#[tokio::test]
async fn stretches_join_to_the_whole_chain() {
    let house = House::new().await;
    let scene = Scene::new(&house).await;
    read(&house, &scene.owner, "/evidence").await;
    let mut before: Option<Value> = None;
    let mut seen = 0;
    loop {
        let uri = format!("/api/v1/evidence/stretch?after_seq={seen}&limit=2");
        let answer = house.call(Ask::get(&uri).session(&scene.owner)).await;
        assert_eq!(answer.status, 200, "{answer:?}");
        let text = String::from_utf8(answer.body.clone()).unwrap();
        let lines: Vec<Value> = text
            .lines()
            .map(|l| serde_json::from_str(l).unwrap())
            .collect();
        let (header, entries) = (&lines[0], &lines[1..lines.len() - 1]);
        if let Some(before) = before {
            assert_eq!(header["prev_hash"], before);
        }
        if entries.is_empty() {
            break;
        }
        assert!(
            evidence::verify(text.as_bytes(), &evidence::Trust::default())
                .is_ok_and(|r| r.first_broken.is_none())
        );
        seen += entries.len();
        before = Some(header["head"]["hash"].clone());
    }
    let head = read(&house, &scene.owner, "/evidence?limit=1").await["head"]["seq"]
        .as_u64()
        .unwrap();
    assert_eq!(u64::try_from(seen).unwrap(), head);
    let beyond = house
        .call(Ask::get("/api/v1/evidence/stretch?after_seq=99999").session(&scene.owner))
        .await;
    assert_eq!(beyond.status, 404);
}
