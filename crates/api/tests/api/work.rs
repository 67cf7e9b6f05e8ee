//! A day at the desk, through the API.

use desk::provision::WorkspaceRole;
use serde_json::{Map, Value, json};
use testkit::Tenant;

use crate::scene::{CUSTOMER_SAYS, Scene, knowledge};
use crate::support::{Ask, House};

async fn read(house: &House, scene: &Scene, uri: &str) -> Value {
    let answer = house
        .call(Ask::get(&format!("/api/v1{uri}")).session(&scene.owner))
        .await;
    assert_eq!(answer.status, 200, "{uri}: {answer:?}");
    answer.json()
}

async fn act(house: &House, scene: &Scene, uri: &str, body: &Value) -> (u16, Value) {
    let answer = house
        .call(
            Ask::post(&format!("/api/v1{uri}"))
                .json(body)
                .session(&scene.owner),
        )
        .await;
    (answer.status.as_u16(), answer.json())
}

#[tokio::test]
async fn a_thread_is_listed_read_and_answered() {
    let house = House::new().await;
    let scene = Scene::new(&house).await;
    let list = read(&house, &scene, "/conversations?view=unanswered").await;
    let row = &list["items"][0];
    assert_eq!(row["id"], scene.conversation.to_string());
    assert_eq!(row["contact"]["name"], "Sari");
    assert_eq!(row["contact"]["phone_hint"], "…7731");
    assert_eq!(row["last"]["preview"], CUSTOMER_SAYS);
    assert_eq!(row["window"]["state"], "open");
    assert_eq!(row["draft"]["state"], "waiting");
    assert_eq!(list["next_cursor"], Value::Null);
    let counts = read(&house, &scene, "/conversations/counts").await;
    assert_eq!(
        (&counts["all"], &counts["waiting"], &counts["closing"]),
        (&json!(1), &json!(1), &json!(0))
    );
    assert_eq!(
        read(&house, &scene, "/conversations?q=sari").await["items"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
    assert_eq!(
        read(&house, &scene, "/conversations?q=budi").await["items"],
        json!([])
    );

    let detail = read(
        &house,
        &scene,
        &format!("/conversations/{}", scene.conversation),
    )
    .await;
    assert_eq!(
        detail["verdicts"]["free_form"],
        json!({ "verdict": "admit", "as": "free_form", "simulated": true })
    );
    assert_eq!(detail["draft"]["sources"][0]["kind"], "item");
    assert_eq!(detail["contact"]["identities"][0]["value"], "6281200007731");

    let replies = format!("/conversations/{}/replies", scene.conversation);
    let text = json!({ "type": "text", "text": "Masih ada, Kak.", "quote": scene.inbound });
    let (status, message) = act(&house, &scene, &replies, &text).await;
    assert_eq!(status, 202, "{message}");
    assert_eq!(message["delivery"]["state"], "queued");
    assert_eq!(
        message["context"]["quoted"]["id"],
        scene.inbound.to_string()
    );
    assert_eq!(message["context"]["quoted"]["preview"], CUSTOMER_SAYS);
    assert_eq!(
        message["author"],
        json!({ "kind": "person", "name": "Rina", "approved_by": null, "in_app": false })
    );
    // Answering takes the floor and overtakes the draft.
    let detail = read(
        &house,
        &scene,
        &format!("/conversations/{}", scene.conversation),
    )
    .await;
    assert_eq!(
        (&detail["human_has_floor"], &detail["draft"]["state"]),
        (&json!(true), &json!("superseded"))
    );
}

#[tokio::test]
async fn a_thread_is_paged_both_ways() {
    let house = House::new().await;
    let scene = Scene::new(&house).await;
    let replies = format!("/conversations/{}/replies", scene.conversation);
    for n in 0..5 {
        house.clock.advance(chrono::Duration::seconds(1));
        let (status, answer) = act(
            &house,
            &scene,
            &replies,
            &json!({ "type": "text", "text": format!("{n}") }),
        )
        .await;
        assert_eq!(status, 202, "{answer}");
    }
    let base = format!("/conversations/{}/messages", scene.conversation);
    let bodies = |page: &Value| -> Vec<String> {
        let items = page["items"].as_array().unwrap();
        items
            .iter()
            .map(|m| m["content"]["body"].as_str().unwrap().to_owned())
            .collect()
    };
    let newest = read(&house, &scene, &format!("{base}?limit=3")).await;
    assert_eq!(bodies(&newest), ["2", "3", "4"]);
    let older = newest["older_cursor"].as_str().unwrap();
    let middle = read(&house, &scene, &format!("{base}?limit=3&before={older}")).await;
    assert_eq!(bodies(&middle), [CUSTOMER_SAYS, "0", "1"]);
    let newer = middle["newer_cursor"].as_str().unwrap();
    assert_eq!(
        bodies(&read(&house, &scene, &format!("{base}?limit=3&after={newer}")).await),
        ["2", "3", "4"]
    );
    let oldest = middle["older_cursor"].as_str().unwrap();
    let first = read(&house, &scene, &format!("{base}?before={oldest}")).await;
    assert_eq!(
        (bodies(&first).len(), &first["older_cursor"]),
        (1, &Value::Null)
    );
}

#[tokio::test]
async fn two_people_decide_and_one_sends() {
    let house = House::new().await;
    let scene = Scene::new(&house).await;
    let uri = format!("/api/v1/drafts/{}/approve", scene.draft);
    let ask = || {
        Ask::post(&uri)
            .json(&json!({ "version": 1 }))
            .session(&scene.owner)
    };
    let (one, two) = tokio::join!(house.call(ask()), house.call(ask()));
    let (won, lost) = if one.status == 200 {
        (one, two)
    } else {
        (two, one)
    };
    assert_eq!(won.status, 200, "{won:?} {lost:?}");
    assert_eq!(won.json()["message"]["draft_id"], scene.draft.to_string());
    assert!(
        won.json()["message"]["sources"].as_i64().unwrap() > 0,
        "{won:?}"
    );
    assert_eq!(won.json()["message"]["author"]["approved_by"], "Rina");
    assert_eq!(
        (lost.status.as_u16(), lost.code().as_str()),
        (409, "draft_changed")
    );
    let problem = lost.json();
    assert_eq!(problem["draft"]["state"], "approved");
    assert!(
        problem["detail"]
            .as_str()
            .unwrap()
            .starts_with("Rina approved this"),
        "{problem}"
    );
}

#[tokio::test]
async fn a_draft_is_edited_and_checked_again() {
    let house = House::new().await;
    let scene = Scene::new(&house).await;
    let edit = json!({ "version": 1, "text": "Harganya Rp1.000 saja, gratis ongkir selamanya!" });
    let (status, draft) = act(
        &house,
        &scene,
        &format!("/drafts/{}/edit", scene.draft),
        &edit,
    )
    .await;
    assert_eq!(status, 200, "{draft}");
    assert_eq!(
        (&draft["version"], &draft["edited"]),
        (&json!(2), &json!(true))
    );
    assert_ne!(
        draft["check"]["verdict"], "pass",
        "nothing supports this: {draft}"
    );
    let discard = json!({ "version": 1, "reason": "wrong" });
    let (status, problem) = act(
        &house,
        &scene,
        &format!("/drafts/{}/discard", scene.draft),
        &discard,
    )
    .await;
    assert_eq!((status, &problem["draft"]["version"]), (409, &json!(2)));
    let discard = json!({ "version": 2, "reason": "wrong" });
    let (status, draft) = act(
        &house,
        &scene,
        &format!("/drafts/{}/discard", scene.draft),
        &discard,
    )
    .await;
    assert_eq!((status, &draft["state"]), (200, &json!("discarded")));
    assert_eq!(read(&house, &scene, "/drafts").await["items"], json!([]));
}

#[tokio::test]
async fn evidence_is_read_verified_and_given_away() {
    let house = House::new().await;
    let scene = Scene::new(&house).await;
    let of_message = read(
        &house,
        &scene,
        &format!("/messages/{}/evidence", scene.inbound),
    )
    .await;
    let entry = &of_message["items"][0];
    assert_eq!(
        (&entry["kind"], &entry["actor_name"]),
        (&json!("received"), &json!("Meta"))
    );
    assert_eq!(entry["payload"]["text"], CUSTOMER_SAYS);
    // The first look is an entry of its own; who looks again soon adds nothing.
    read(&house, &scene, "/evidence").await;
    let page = read(&house, &scene, "/evidence").await;
    assert_eq!(page["head"]["seq"], page["items"].as_array().unwrap().len());
    let report = read(&house, &scene, "/evidence/verify").await;
    assert_eq!(
        (&report["ok"], &report["head"]),
        (&json!(true), &page["head"])
    );
    let file = house
        .call(Ask::get("/api/v1/evidence/export").session(&scene.owner))
        .await;
    assert_eq!(file.headers["content-type"], "application/jsonl");
    assert!(String::from_utf8(file.body).unwrap().lines().count() > 1);
    let after = read(&house, &scene, "/evidence").await;
    assert_eq!(
        after["items"].as_array().unwrap().last().unwrap()["kind"],
        "exported"
    );
}

#[tokio::test]
async fn a_person_is_erased_and_the_chain_holds() {
    let house = House::new().await;
    let scene = Scene::new(&house).await;
    let uri = format!("/api/v1/contacts/{}", scene.contact);
    let answer = house
        .call(Ask::new("DELETE", &uri).session(&scene.owner))
        .await;
    assert_eq!(answer.status, 200, "{answer:?}");
    assert_eq!(
        (&answer.json()["name"], &answer.json()["identities"]),
        (&json!("—"), &json!([]))
    );
    let message = read(&house, &scene, &format!("/messages/{}", scene.inbound)).await;
    assert_eq!(message["content"], json!({ "type": "deleted" }));
    let report = read(&house, &scene, "/evidence/verify").await;
    assert_eq!(
        (&report["ok"], &report["erased"]),
        (&json!(true), &json!(1))
    );
}

#[tokio::test]
async fn knowledge_is_put_and_tried() {
    let house = House::new().await;
    let tenant = Tenant::new(&house.database).await.unwrap();
    let owner = house.member(tenant.workspace, WorkspaceRole::Owner).await;
    let get = || Ask::get("/api/v1/knowledge").session(&owner);
    let empty = house.call(get()).await.json();
    assert_eq!(
        (&empty["version"], &empty["updated_at"]),
        (&json!(0), &Value::Null)
    );
    let put = |document: &Value| {
        let body = json!({ "document": document });
        Ask::new("PUT", "/api/v1/knowledge")
            .json(&body)
            .session(&owner)
    };
    let answer = house.call(put(&knowledge())).await;
    assert_eq!(
        (answer.status.as_u16(), &answer.json()["version"]),
        (200, &json!(1)),
        "{answer:?}"
    );
    let question = json!({ "question": "Berapa harga kaos biru?" });
    let trial = house
        .call(
            Ask::post("/api/v1/knowledge/try")
                .json(&question)
                .session(&owner),
        )
        .await
        .json();
    assert_eq!(trial["outcome"], "answer", "{trial}");
    assert!(
        trial["text"].as_str().unwrap().contains("75.000"),
        "{trial}"
    );
    assert_eq!(trial["sources"][0]["kind"], "item");
    let broken = json!({ "items": [{ "sku": "", "name": "" }] });
    assert_eq!(house.call(put(&broken)).await.code(), "invalid");
    assert_eq!(house.call(get()).await.json()["version"], 1);
}

#[tokio::test]
async fn channels_and_templates_are_shown_without_secrets() {
    let house = House::new().await;
    let scene = Scene::new(&house).await;
    let channels = read(&house, &scene, "/channels").await;
    let channel = &channels["items"][0];
    let token = &channel["token"];
    assert_eq!(token["fingerprint"], "ab12");
    assert!(
        token["reference"].is_null() && token["since"].is_string(),
        "{token}"
    );
    assert_eq!(token.as_object().map(Map::len), Some(3), "{token}");
    assert_eq!(
        channel["webhook"]["url"],
        "https://desk.example/api/webhooks/wa"
    );
    let kinds = read(&house, &scene, "/channel-kinds").await;
    assert!(
        kinds["items"]
            .as_array()
            .unwrap()
            .iter()
            .any(|k| k["kind"] == "whatsapp")
    );
    let templates = read(
        &house,
        &scene,
        &format!("/templates?channel_id={}", scene.channel),
    )
    .await;
    assert_eq!(
        templates["items"][0]["variables"],
        json!({ "header": [], "body": ["1"], "buttons": [] })
    );
    let uri = format!("/api/v1/channels/{}", scene.channel);
    // Nothing was told of it: nobody knows, and nothing is sent.
    let list = read(
        &house,
        &scene,
        &format!("/channels/{}/readiness", scene.channel),
    )
    .await;
    assert_eq!(
        (&list["ready"], &list["may_send"]),
        (&json!(false), &json!(false))
    );
    assert_eq!(list["rows"].as_array().unwrap().len(), 12);
    let health = read(
        &house,
        &scene,
        &format!("/channels/{}/health", scene.channel),
    )
    .await;
    assert_eq!(health["quality"], json!([]));
    let change = Ask::new("PATCH", &uri)
        .json(&json!({ "reply_mode": "auto_send" }))
        .session(&scene.owner);
    assert_eq!(house.call(change).await.json()["reply_mode"], "auto_send");
    let gone = house
        .call(Ask::new("DELETE", &uri).session(&scene.owner))
        .await
        .json();
    assert_eq!(
        (&gone["connection"], &gone["token"]["fingerprint"]),
        (&json!("disconnected"), &Value::Null)
    );
}

#[tokio::test]
async fn the_queue_brings_each_drafts_conversation() {
    let house = House::new().await;
    let scene = Scene::new(&house).await;
    let queue = read(&house, &scene, "/drafts").await;
    let [queued] = queue["items"].as_array().unwrap().as_slice() else {
        panic!("{queue}");
    };
    let uri = format!("/conversations/{}", scene.conversation);
    let thread = read(&house, &scene, &uri).await;
    assert_eq!(queued["id"], scene.draft.to_string());
    assert_eq!(queued["gate"]["verdict"], "admit");
    let carried = &queued["conversation"];
    assert_eq!(carried["contact"]["name"], "Sari");
    assert_eq!(carried["contact"]["phone_hint"], "…7731");
    assert_eq!(carried["window"], thread["window"]);
    assert_eq!(carried["channel"], thread["channel"]);
}

/// A message of ours, with what was told of it.
async fn told(house: &House, scene: &Scene, id: uuid::Uuid, failure: &Value) {
    let mut tx = house
        .desk
        .db()
        .worker(scene.tenant.workspace)
        .await
        .unwrap();
    let failed = db::sends::Delivery {
        state: "failed",
        statuses: &domain::status::StatusSet::default(),
        provider_id: None,
        failure: Some(failure),
        pricing: None,
    };
    db::sends::set_delivery(&mut tx, id.into(), &failed)
        .await
        .unwrap();
    tx.commit(house.desk.now()).await.unwrap();
}

#[tokio::test]
async fn every_code_of_meta_says_what_it_means_where_its_message_is() {
    let house = House::new().await;
    let scene = Scene::new(&house).await;
    let uri = format!("/conversations/{}/messages", scene.conversation);
    let thread = read(&house, &scene, &uri).await;
    let items = thread["items"].as_array().unwrap();
    let ours = items.iter().find(|m| m["direction"] == "out").unwrap();
    let id: uuid::Uuid = ours["id"].as_str().unwrap().parse().unwrap();
    let rows = read(&house, &scene, "/error-codes").await;
    let rows = rows["items"].as_array().unwrap();
    assert_eq!(rows.len(), meta::errors::table().len());
    for row in rows {
        let error = domain::failure::ProviderError {
            code: row["code"].as_i64(),
            subcode: row["subcodes"][0].as_i64(),
            title: "Meta's own words".to_owned(),
            message: None,
            details: Some("Meta's details".to_owned()),
        };
        told(&house, &scene, id, &desk::explain(&error)).await;
        let message = read(&house, &scene, &format!("/messages/{id}")).await;
        let failure = &message["delivery"]["failure"];
        for part in ["title", "hint", "action"] {
            assert_eq!(failure[part], row[part], "{row}");
        }
        // What Meta may have done in spite of it is told apart, whatever the row says.
        assert!(
            failure["class"] == row["class"] || failure["class"] == "ambiguous",
            "{failure} {row}"
        );
        assert_eq!(failure["details"], "Meta's details");
        assert_eq!(failure["reference"], Value::Null, "{row}");
    }
    let strange = domain::failure::ProviderError {
        code: Some(7_777_777),
        subcode: None,
        title: "Odd".to_owned(),
        message: None,
        details: None,
    };
    told(&house, &scene, id, &desk::explain(&strange)).await;
    let message = read(&house, &scene, &format!("/messages/{id}")).await;
    let failure = &message["delivery"]["failure"];
    assert_eq!(
        (&failure["title"], &failure["class"]),
        (&json!("Odd"), &json!("unknown"))
    );
    assert!(
        failure["hint"].as_str().unwrap().contains("reference"),
        "{failure}"
    );
    assert_eq!(failure["reference"].as_str().unwrap().len(), 12);
}

#[tokio::test]
async fn a_message_nobody_knows_of_says_when_it_can_be_sent_again() {
    let house = House::new().await;
    let scene = Scene::new(&house).await;
    let uri = format!("/conversations/{}/messages", scene.conversation);
    let ours = |page: &Value| -> Value {
        let items = page["items"].as_array().unwrap();
        items
            .iter()
            .find(|m| m["direction"] == "out")
            .unwrap()
            .clone()
    };
    let message = ours(&read(&house, &scene, &uri).await);
    assert_eq!(message["delivery"]["resend_after"], Value::Null);
    let id: uuid::Uuid = message["id"].as_str().unwrap().parse().unwrap();
    let mut tx = house
        .desk
        .db()
        .worker(scene.tenant.workspace)
        .await
        .unwrap();
    // Two tries: the later one counts, whenever the message itself was made.
    let started = house.desk.now() + chrono::Duration::minutes(3);
    for at in [house.desk.now(), started] {
        let verdict = json!({});
        db::sends::begin_attempt(
            &mut tx,
            (domain::ids::AttemptId::new(), id.into()),
            "first",
            &verdict,
            at,
            at,
        )
        .await
        .unwrap();
    }
    let unknown = db::sends::Delivery {
        state: "unknown",
        statuses: &domain::status::StatusSet::default(),
        provider_id: None,
        failure: None,
        pricing: None,
    };
    db::sends::set_delivery(&mut tx, id.into(), &unknown)
        .await
        .unwrap();
    tx.commit(house.desk.now()).await.unwrap();
    let delivery = &ours(&read(&house, &scene, &uri).await)["delivery"];
    assert_eq!(delivery["state"], "unknown");
    let after: chrono::DateTime<chrono::Utc> =
        delivery["resend_after"].as_str().unwrap().parse().unwrap();
    // The grace in which a status may still prove it; what is shown has whole milliseconds.
    let grace = (after - started).num_seconds();
    assert!((899..=900).contains(&grace), "{grace}");
}
