//! What the composer asks for, through the API: files, notes, ready-made replies, taking back, earlier wordings.

use desk::provision::WorkspaceRole;
use serde_json::{Value, json};

use crate::scene::Scene;
use crate::support::{Answer, Ask, House};

const JPEG: &[u8] = b"\xff\xd8\xff\xe0 a picture of a shirt";

async fn upload(house: &House, scene: &Scene, more: &str, key: &str, bytes: &[u8]) -> Answer {
    let uri = format!("/api/v1/media?channel_id={}{more}", scene.channel);
    let ask = Ask::post(&uri)
        .raw(bytes)
        .header("content-type", "application/octet-stream")
        .header("idempotency-key", key)
        .session(&scene.owner);
    house.call(ask).await
}

async fn act(
    house: &House,
    scene: &Scene,
    method: &str,
    uri: &str,
    body: Option<&Value>,
) -> Answer {
    let mut ask = Ask::new(method, &format!("/api/v1{uri}")).session(&scene.owner);
    if let Some(body) = body {
        ask = ask.json(body);
    }
    house.call(ask).await
}

#[tokio::test]
async fn a_file_is_uploaded_once_sent_once_and_then_stays() {
    let house = House::new().await;
    let scene = Scene::new(&house).await;
    let first = upload(&house, &scene, "&filename=..%2F..%2Fkaos.jpg", "k1", JPEG).await;
    assert_eq!(first.status, 201, "{first:?}");
    let file = first.json();
    assert_eq!(
        (&file["kind"], &file["mime_type"], &file["filename"]),
        (&json!("image"), &json!("image/jpeg"), &json!("kaos.jpg"))
    );
    // The same key is the same file; another body under it is refused.
    let again = upload(&house, &scene, "&filename=..%2F..%2Fkaos.jpg", "k1", JPEG).await;
    assert_eq!(again.json()["id"], file["id"]);
    let other = upload(
        &house,
        &scene,
        "&filename=..%2F..%2Fkaos.jpg",
        "k1",
        b"%PDF-1.7",
    )
    .await;
    assert_eq!(other.code(), "idempotency_mismatch");

    let id = file["id"].as_str().unwrap();
    let got = act(&house, &scene, "GET", &format!("/media/{id}"), None).await;
    assert_eq!(got.body, JPEG);
    let replies = format!("/conversations/{}/replies", scene.conversation);
    let body = json!({ "type": "media", "media_id": id, "caption": "Ini", "quote": scene.inbound });
    let sent = act(&house, &scene, "POST", &replies, Some(&body)).await;
    assert_eq!(sent.status, 202, "{sent:?}");
    let message = sent.json();
    assert_eq!(message["content"]["media_id"], id);
    assert_eq!(message["content"]["caption"], "Ini");
    assert!(message["delivery"]["undo_until"].is_string(), "{message}");
    let twice = act(&house, &scene, "POST", &replies, Some(&body)).await;
    assert_eq!(
        (twice.status.as_u16(), twice.code().as_str()),
        (422, "invalid")
    );
    let gone = act(&house, &scene, "DELETE", &format!("/media/{id}"), None).await;
    assert_eq!(gone.code(), "file_in_use");
}

#[tokio::test]
async fn limits_hold_for_what_a_file_is_and_refused_ones_leave_nothing() {
    let house = House::new().await;
    let scene = Scene::new(&house).await;
    let mut large = JPEG.to_vec();
    large.resize(5 * 1024 * 1024 + 1, 0);
    let refused = upload(&house, &scene, "&filename=a.pdf", "k1", &large).await;
    assert_eq!(refused.status, 422, "{refused:?}");
    assert!(
        refused.json()["fields"][0]["problem"]
            .as_str()
            .unwrap()
            .contains("5 MB")
    );
    let document = upload(&house, &scene, "&as_document=true", "k2", &large).await;
    assert_eq!(document.json()["kind"], "document");
    let id = document.json()["id"].as_str().unwrap().to_owned();
    let gone = act(&house, &scene, "DELETE", &format!("/media/{id}"), None).await;
    assert_eq!(gone.status, 204, "{gone:?}");
    assert_eq!(
        act(&house, &scene, "GET", &format!("/media/{id}"), None)
            .await
            .code(),
        "not_found"
    );
    assert_eq!(upload(&house, &scene, "", "k3", b"").await.status, 422);
    let said = Ask::post(&format!("/api/v1/media?channel_id={}", scene.channel))
        .header("content-length", "104857601")
        .session(&scene.owner);
    assert_eq!(
        house.call(said).await.status,
        422,
        "refused before its first byte"
    );
}

#[tokio::test]
async fn a_message_is_taken_back_once_and_the_list_forgets_it() {
    let house = House::new().await;
    let scene = Scene::new(&house).await;
    let replies = format!("/conversations/{}/replies", scene.conversation);
    house.clock.advance(chrono::Duration::seconds(1));
    let text = json!({ "type": "text", "text": "Salah kirim" });
    let id = act(&house, &scene, "POST", &replies, Some(&text))
        .await
        .json()["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let thread = format!("/conversations/{}", scene.conversation);
    let shown = act(&house, &scene, "GET", &thread, None).await.json();
    assert_eq!(shown["last"]["preview"], "Salah kirim");
    for _ in 0..2 {
        let back = act(
            &house,
            &scene,
            "POST",
            &format!("/messages/{id}/cancel"),
            None,
        )
        .await;
        assert_eq!(back.status, 200, "{back:?}");
        assert_eq!(back.json()["delivery"]["state"], "canceled");
        assert_eq!(back.json()["delivery"]["undo_until"], Value::Null);
    }
    let shown = act(&house, &scene, "GET", &thread, None).await.json();
    assert_ne!(shown["last"]["preview"], "Salah kirim");
    // A customer's message is not ours to take back.
    let theirs = format!("/messages/{}/cancel", scene.inbound);
    assert_eq!(
        act(&house, &scene, "POST", &theirs, None).await.code(),
        "invalid"
    );
}

#[tokio::test]
async fn a_scripts_message_leaves_at_once_and_a_persons_after_the_time_chosen() {
    let house = House::new().await;
    let scene = Scene::new(&house).await;
    let replies = format!("/api/v1/conversations/{}/replies", scene.conversation);
    let text = json!({ "type": "text", "text": "Halo" });
    let by_key = house
        .call(Ask::post(&replies).json(&text).key(&scene.key))
        .await;
    assert_eq!(by_key.json()["delivery"]["undo_until"], Value::Null);
    for (seconds, status) in [(0, 200), (30, 200), (31, 422), (-1, 422)] {
        let body = json!({ "undo_seconds": seconds });
        let put = act(&house, &scene, "PUT", "/settings/composer", Some(&body)).await;
        assert_eq!(put.status.as_u16(), status, "{seconds}: {put:?}");
    }
    let by_person = house
        .call(Ask::post(&replies).json(&text).session(&scene.owner))
        .await;
    let until = by_person.json()["delivery"]["undo_until"]
        .as_str()
        .unwrap()
        .to_owned();
    let until = chrono::DateTime::parse_from_rfc3339(&until).unwrap();
    let left = until.to_utc() - house.desk.now();
    assert!((25..=30).contains(&left.num_seconds()), "{left}");
}

#[tokio::test]
async fn notes_are_read_by_all_and_removed_by_their_authors() {
    let house = House::new().await;
    let scene = Scene::new(&house).await;
    let agent = house
        .member(scene.tenant.workspace, WorkspaceRole::Agent)
        .await;
    let notes = format!("/api/v1/conversations/{}/notes", scene.conversation);
    let body = json!({ "body": "Minta diskon terus" });
    let mine = house
        .call(Ask::post(&notes).json(&body).session(&agent))
        .await;
    assert_eq!(mine.status, 201, "{mine:?}");
    let list = house
        .call(Ask::get(&notes).session(&scene.owner))
        .await
        .json();
    assert_eq!(list["items"][0]["body"], "Minta diskon terus");
    assert_eq!(list["items"].as_array().unwrap().len(), 2);
    let remove = |id: &str| Ask::new("DELETE", &format!("/api/v1/notes/{id}"));
    let theirs = scene.note.to_string();
    assert_eq!(
        house.call(remove(&theirs).session(&agent)).await.code(),
        "not_yours"
    );
    let own = mine.json()["id"].as_str().unwrap().to_owned();
    assert_eq!(house.call(remove(&own).session(&agent)).await.status, 204);
    assert_eq!(
        house
            .call(remove(&theirs).session(&scene.owner))
            .await
            .status,
        204
    );
    let empty = json!({ "body": "  " });
    assert_eq!(
        house
            .call(Ask::post(&notes).json(&empty).session(&agent))
            .await
            .status,
        422
    );
}
