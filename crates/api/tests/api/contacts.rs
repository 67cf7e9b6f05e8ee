//! The contact book over HTTP: pages, counts, labels, attributes, what happened.

use desk::provision::WorkspaceRole;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::scene::{Scene, known};
use crate::support::{Answer, Ask, House, Session};

pub(crate) async fn ask(
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

#[tokio::test]
async fn the_book_is_searched_filtered_and_counted() {
    let house = House::new().await;
    let scene = Scene::new(&house).await;
    let label = scene.label;
    let put = json!({ "add": [label] });
    let uri = format!("/contacts/{}/labels", scene.contact);
    let answer = ask(&house, &scene.owner, "POST", &uri, Some(&put)).await;
    assert_eq!(answer.json()["labels"][0]["name"], "Grosir", "{answer:?}");
    for (query, count) in [
        ("", 2),
        ("?q=sari", 1),
        ("?q=7731", 1),
        ("?q=%2B62%20812-0000-7731", 1),
        ("?q=budi", 0),
        ("?q=%20", 2),
        ("?q=!", 0),
        ("?consent=none", 2),
        ("?consent=opted_out", 0),
        (&format!("?label_id={label}&q=sari"), 1),
    ] {
        let answer = ask(
            &house,
            &scene.owner,
            "GET",
            &format!("/contacts{query}"),
            None,
        )
        .await;
        assert_eq!(answer.status, 200, "{query}: {answer:?}");
        let items = answer.json()["items"].clone();
        assert_eq!(items.as_array().unwrap().len(), count, "{query}");
        if count == 1 {
            assert_eq!(items[0]["name"], "Sari");
            assert_eq!(items[0]["phone_hint"], "…7731");
            assert_eq!(items[0]["conversation_id"], scene.conversation.to_string());
            assert!(items[0]["last_contact_at"].is_string());
            // The whole number is not in a list.
            assert!(!items.to_string().contains("6281200007731"));
        }
    }
    let counts = ask(
        &house,
        &scene.owner,
        "GET",
        &format!("/contacts/counts?label_id={label}"),
        None,
    )
    .await;
    assert_eq!(
        counts.json(),
        json!({ "all": 1, "none": 1, "opted_in": 0, "opted_out": 0, "more": false })
    );
    let odd = ask(
        &house,
        &scene.owner,
        "GET",
        "/contacts?consent=perhaps",
        None,
    )
    .await;
    assert_eq!(odd.code(), "invalid", "{odd:?}");
}

#[tokio::test]
async fn attributes_are_typed_and_taken_by_name_once() {
    let house = House::new().await;
    let scene = Scene::new(&house).await;
    let new = json!({ "name": "Ulang tahun", "kind": "date" });
    let made = ask(&house, &scene.owner, "POST", "/attributes", Some(&new)).await;
    assert_eq!(made.status, 201, "{made:?}");
    let id = made.json()["id"].clone();
    let twin = json!({ "name": "ULANG TAHUN", "kind": "text" });
    let answer = ask(&house, &scene.owner, "POST", "/attributes", Some(&twin)).await;
    assert_eq!(answer.code(), "attribute_taken", "{answer:?}");
    let uri = format!("/contacts/{}/attributes", scene.contact);
    let wrong = json!({ "attribute_id": id, "value": "yesterday" });
    let answer = ask(&house, &scene.owner, "PUT", &uri, Some(&wrong)).await;
    assert_eq!(answer.code(), "invalid", "{answer:?}");
    let right = json!({ "attribute_id": id, "value": "1990-02-28" });
    let answer = ask(&house, &scene.owner, "PUT", &uri, Some(&right)).await;
    assert_eq!(
        answer.json()["attributes"][0]["value"],
        "1990-02-28",
        "{answer:?}"
    );
    let empty = json!({ "attribute_id": id, "value": " " });
    let answer = ask(&house, &scene.owner, "PUT", &uri, Some(&empty)).await;
    assert_eq!(answer.json()["attributes"], json!([]), "{answer:?}");

    // Agents fill values in; what is kept of everybody is decided by who manages the workspace.
    let agent = house
        .member(scene.tenant.workspace, WorkspaceRole::Agent)
        .await;
    let answer = ask(&house, &agent, "PUT", &uri, Some(&right)).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    let other = json!({ "name": "Kota", "kind": "text" });
    let answer = ask(&house, &agent, "POST", "/attributes", Some(&other)).await;
    assert_eq!(answer.code(), "forbidden", "{answer:?}");
    let viewer = house
        .member(scene.tenant.workspace, WorkspaceRole::Viewer)
        .await;
    let answer = ask(&house, &viewer, "PUT", &uri, Some(&right)).await;
    assert_eq!(answer.code(), "forbidden", "{answer:?}");
}

#[tokio::test]
async fn what_happened_is_told_newest_first_in_pages() {
    let house = House::new().await;
    let scene = Scene::new(&house).await;
    let consent = json!({ "contact_id": scene.contact, "state": "opted_in", "source": "form", "note": "Formulir 12" });
    let answer = ask(&house, &scene.owner, "POST", "/consents", Some(&consent)).await;
    assert_eq!(answer.status, 201, "{answer:?}");
    let resolve = json!({ "state": "resolved" });
    let uri = format!("/conversations/{}/state", scene.conversation);
    let answer = ask(&house, &scene.owner, "POST", &uri, Some(&resolve)).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    let base = format!("/contacts/{}/timeline", scene.contact);
    let whole = ask(&house, &scene.owner, "GET", &base, None).await.json();
    let kinds: Vec<_> = whole["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["what"]["kind"].as_str().unwrap().to_owned())
        .collect();
    for kind in ["first_seen", "conversation", "consent", "note", "system"] {
        assert!(kinds.iter().any(|one| one == kind), "{kind} in {whole}");
    }
    assert!(whole.to_string().contains("Formulir 12"));
    assert!(whole.to_string().contains("conversation_resolved"));
    let mut paged = Vec::new();
    let mut uri = format!("{base}?limit=2");
    loop {
        let page = ask(&house, &scene.owner, "GET", &uri, None).await.json();
        paged.extend(page["items"].as_array().unwrap().iter().cloned());
        let Some(cursor) = page["next_cursor"].as_str() else {
            break;
        };
        uri = format!("{base}?limit=2&cursor={cursor}");
    }
    assert_eq!(json!(paged), whole["items"]);
    let times: Vec<_> = paged.iter().map(|one| one["at"].as_str()).collect();
    assert!(times.is_sorted_by(|a, b| a >= b));
    let nobody = format!("/contacts/{}/timeline", Uuid::now_v7());
    let answer = ask(&house, &scene.owner, "GET", &nobody, None).await;
    assert_eq!(answer.code(), "not_found");
}

/// Somebody else in the book.
async fn another(house: &House, scene: &Scene) -> Uuid {
    let mut tx = house
        .desk
        .db()
        .workspace(scene.tenant.workspace, db::Actor::System)
        .await
        .unwrap();
    let id = known(house, &mut tx, "6281200009999", "Sari lama").await;
    tx.commit(house.desk.now()).await.unwrap();
    id.uuid()
}

#[tokio::test]
async fn merging_is_looked_at_done_and_undone() {
    let house = House::new().await;
    let scene = Scene::new(&house).await;
    let other = another(&house, &scene).await;
    let stop = json!({ "contact_id": other, "state": "opted_out", "source": "call" });
    let answer = ask(&house, &scene.owner, "POST", "/consents", Some(&stop)).await;
    assert_eq!(answer.status, 201, "{answer:?}");
    let uri = format!("/contacts/{}", scene.contact);
    let body = json!({ "contact_id": other });
    let seen = ask(
        &house,
        &scene.owner,
        "POST",
        &format!("{uri}/merge-preview"),
        Some(&body),
    )
    .await
    .json();
    assert_eq!(seen["consent"], "opted_out", "{seen}");
    assert_eq!(seen["consent_stricter"], true);
    assert_eq!(seen["earlier"], json!(["6281200009999"]));
    let itself = json!({ "contact_id": scene.contact });
    let merges = format!("{uri}/merges");
    let answer = ask(&house, &scene.owner, "POST", &merges, Some(&itself)).await;
    assert_eq!(answer.code(), "invalid", "{answer:?}");
    // The scene's own reply is still on its way.
    let answer = ask(&house, &scene.owner, "POST", &merges, Some(&body)).await;
    assert_eq!(answer.code(), "message_leaving", "{answer:?}");
    let other_way = format!("/contacts/{other}/merges");
    let answer = ask(&house, &scene.owner, "POST", &other_way, Some(&itself)).await;
    assert_eq!(answer.code(), "message_leaving", "{answer:?}");

    // Two whom nobody writes to.
    let merge = format!("/contact-merges/{}/undo", scene.merge);
    let viewer = house
        .member(scene.tenant.workspace, WorkspaceRole::Viewer)
        .await;
    let answer = ask(&house, &viewer, "POST", &merge, None).await;
    assert_eq!(answer.code(), "forbidden", "{answer:?}");
    let undone = ask(&house, &scene.owner, "POST", &merge, None).await.json();
    assert!(undone["undone_at"].is_string(), "{undone}");
    assert_eq!(undone["merged_name"], "Wati lama");
    let again = ask(&house, &scene.owner, "POST", &merge, None).await;
    assert_eq!(again.code(), "merge_undone", "{again:?}");
    let kept = undone["kept_id"].as_str().unwrap();
    let both = json!({ "contact_id": undone["merged_id"] });
    let made = ask(
        &house,
        &scene.owner,
        "POST",
        &format!("/contacts/{kept}/merges"),
        Some(&both),
    )
    .await;
    assert_eq!(made.status, 201, "{made:?}");
    let shown = ask(
        &house,
        &scene.owner,
        "GET",
        &format!("/contacts/{kept}"),
        None,
    )
    .await
    .json();
    assert_eq!(shown["merges"].as_array().unwrap().len(), 2, "{shown}");
    let told = ask(
        &house,
        &scene.owner,
        "GET",
        &format!("/contacts/{kept}/timeline"),
        None,
    )
    .await
    .json();
    let merged = told["items"].as_array().unwrap().iter();
    let merged = merged.filter(|one| one["what"]["kind"] == "merged");
    assert_eq!(merged.count(), 2, "{told}");
}

#[tokio::test]
async fn people_are_entered_by_who_manages_and_only_with_consent() {
    let house = House::new().await;
    let scene = Scene::new(&house).await;
    let table =
        "nomor,asal,tanggal\n0812 0000 5555,Formulir,2026-02-28\n0812 0000 6666,,2026-02-28\n";
    let sent = Ask::post("/api/v1/uploads?name=pelanggan.csv")
        .session(&scene.owner)
        .header("content-type", "application/octet-stream")
        .raw(table.as_bytes());
    let file = house.call(sent).await.json()["id"].clone();
    let bare = json!({ "file": file, "channel_id": scene.channel });
    let uri = "/contact-imports/preview";
    let seen = ask(&house, &scene.owner, "POST", uri, Some(&bare))
        .await
        .json();
    // Who agreed when is not guessed from a column that is only called a date of something.
    assert_eq!(seen["calling_code"], "62", "{seen}");
    let mut whole = bare.clone();
    whole["mapping"] =
        json!({ "nomor": "phone", "asal": "consent_source", "tanggal": "consent_date" });
    let seen = ask(&house, &scene.owner, "POST", uri, Some(&whole))
        .await
        .json();
    assert_eq!(
        (&seen["new"], &seen["without_consent"], &seen["problem"]),
        (&json!(1), &json!(1), &Value::Null),
        "{seen}"
    );
    assert_eq!(seen["rejects"][0]["row"], 3);
    let agent = house
        .member(scene.tenant.workspace, WorkspaceRole::Agent)
        .await;
    for path in [uri, "/contact-imports"] {
        let answer = ask(&house, &agent, "POST", path, Some(&whole)).await;
        assert_eq!(answer.code(), "forbidden", "{path}: {answer:?}");
    }
    let mut without = bare.clone();
    without["mapping"] = json!({ "nomor": "phone" });
    let answer = ask(
        &house,
        &scene.owner,
        "POST",
        "/contact-imports",
        Some(&without),
    )
    .await;
    assert_eq!(answer.code(), "invalid", "{answer:?}");
    let begun = ask(
        &house,
        &scene.owner,
        "POST",
        "/contact-imports",
        Some(&whole),
    )
    .await;
    assert_eq!(
        (begun.status.as_u16(), &begun.json()["kind"]),
        (202, &json!("import_contacts")),
        "{begun:?}"
    );
    // What is left out is of imports of people only.
    let uri = format!("/contact-imports/{}/rejects", scene.job);
    let answer = ask(&house, &scene.owner, "GET", &uri, None).await;
    assert_eq!(answer.code(), "not_found", "{answer:?}");
}
