//! What is told of a conversation, signed by the Instagram app's own secret.

use serde_json::{Value, json};

use super::stage::{SHOP, connected, graph, hear, long, says, stage, told};
use crate::support::{SECRET, desk_with};

async fn act(desk: &crate::support::Desk, mid: &str, what: Value) {
    desk.control("POST", &format!("/instagram/messages/{mid}"), Some(what))
        .await;
}

#[tokio::test]
async fn every_thing_a_person_does_is_told() {
    let desk = stage().await;
    connected(&desk).await;
    let mid = says(&desk, json!({"text": "Halo"})).await;
    let first = hear(&desk, "text", |item| item["message"]["mid"] == mid.as_str()).await;
    assert_eq!(
        (&first["message"]["text"], &first["recipient"]["id"]),
        (&json!("Halo"), &json!(SHOP))
    );
    assert!(
        first["timestamp"].as_i64().unwrap() > 1_600_000_000_000,
        "milliseconds"
    );

    let picture = says(&desk, json!({"kind": "image"})).await;
    let image = hear(&desk, "image", |item| {
        item["message"]["mid"] == picture.as_str()
    })
    .await;
    let attachment = &image["message"]["attachments"][0];
    assert_eq!(attachment["type"], "image");
    let file = desk
        .http
        .get(attachment["payload"]["url"].as_str().unwrap())
        .send()
        .await
        .unwrap();
    assert_eq!(file.headers()["content-type"], "image/png");

    says(&desk, json!({"text": "Bagus", "story": "reply"})).await;
    let story = hear(&desk, "story reply", |item| {
        item["message"]["text"] == "Bagus"
    })
    .await;
    assert!(story["message"]["reply_to"]["story"]["id"].is_string());
    says(&desk, json!({"story": "mention"})).await;
    hear(&desk, "story mention", |item| {
        item["message"]["attachments"][0]["type"] == "story_mention"
            && item["message"]["attachments"][0]["payload"]["url"].is_string()
    })
    .await;
    says(&desk, json!({"text": "yang ini", "reply_to": mid})).await;
    hear(&desk, "inline reply", |item| {
        item["message"]["reply_to"]["mid"] == mid.as_str()
    })
    .await;

    act(&desk, &mid, json!({"kind": "edit", "text": "Halo, Kak"})).await;
    let edit = hear(&desk, "edit", |item| item["message_edit"].is_object()).await;
    assert_eq!(
        edit["message_edit"],
        json!({"mid": mid, "text": "Halo, Kak", "num_edit": 1})
    );
    act(&desk, &picture, json!({"kind": "unsend"})).await;
    hear(&desk, "unsend", |item| {
        item["message"] == json!({"mid": picture, "is_deleted": true})
    })
    .await;
    assert!(desk.got().iter().all(|got| got.signed));
}

#[tokio::test]
async fn what_the_business_writes_by_hand_is_an_echo_that_can_be_loved_and_seen() {
    let desk = stage().await;
    connected(&desk).await;
    let rina = super::stage::igsid(&desk).await;
    let by_hand = json!({"account": SHOP, "customer": "rina", "text": "Dari aplikasi"});
    let own = desk
        .control("POST", "/instagram/by_hand", Some(by_hand))
        .await["id"]
        .clone();
    let echo = hear(&desk, "echo", |item| item["message"]["mid"] == own).await;
    assert_eq!(
        (&echo["message"]["is_echo"], &echo["recipient"]["id"]),
        (&json!(true), &json!(rina))
    );
    let own = own.as_str().unwrap();
    act(
        &desk,
        own,
        json!({"kind": "react", "emoji": "\u{2764}\u{fe0f}"}),
    )
    .await;
    hear(&desk, "love", |item| {
        item["reaction"]["reaction"] == "love" && item["reaction"]["mid"] == own
    })
    .await;
    act(&desk, own, json!({"kind": "react", "emoji": null})).await;
    hear(&desk, "unreact", |item| {
        item["reaction"] == json!({"mid": own, "action": "unreact"})
    })
    .await;
    let look = json!({"account": SHOP, "customer": "rina"});
    desk.control("POST", "/instagram/phone/seen", Some(look.clone()))
        .await;
    hear(&desk, "seen", |item| item["read"] == json!({"mid": own})).await;
    desk.control("POST", "/instagram/phone/seen", Some(look))
        .await;
    assert_eq!(
        told(&desk)
            .iter()
            .filter(|item| item["read"].is_object())
            .count(),
        1,
        "seen is told once"
    );
    assert!(desk.got().iter().all(|got| got.signed));
}

#[tokio::test]
async fn a_message_can_be_changed_for_a_quarter_of_an_hour_and_five_times() {
    let desk = stage().await;
    let refused = |mid: String, what: Value| {
        let desk = &desk;
        async move {
            let path = format!("/_sandbox/instagram/messages/{mid}");
            desk.call("POST", &path, None, Some(what)).await.0
        }
    };
    let mid = says(&desk, json!({"text": "a"})).await;
    for at in 1..=5 {
        act(
            &desk,
            &mid,
            json!({"kind": "edit", "text": format!("a{at}")}),
        )
        .await;
    }
    assert_eq!(
        refused(mid, json!({"kind": "edit", "text": "a6"})).await,
        422
    );
    let late = says(&desk, json!({"text": "b"})).await;
    super::stage::later(&desk, 16 * 60_000).await;
    assert_eq!(
        refused(late, json!({"kind": "edit", "text": "c"})).await,
        422
    );
    assert_eq!(
        refused("no".to_owned(), json!({"kind": "unsend"})).await,
        422
    );
}

#[tokio::test]
async fn only_what_is_subscribed_is_told() {
    let desk = stage().await;
    let token = long(&desk, SHOP).await;
    says(&desk, json!({"text": "before"})).await;
    let path = format!("/{SHOP}/subscribed_apps?subscribed_fields=messages");
    graph(&desk, "POST", &path, &token, None).await;
    super::stage::comments(&desk, "quiet", None).await;
    says(&desk, json!({"text": "after"})).await;
    hear(&desk, "after", |item| item["message"]["text"] == "after").await;
    assert_eq!(told(&desk).len(), 1);
}

#[tokio::test]
async fn a_webhook_is_tried_again_and_replayed_with_its_own_secret() {
    let desk = stage().await;
    connected(&desk).await;
    let rule = json!({"where": "webhook", "kind": "bad_signature", "count": 1});
    desk.control("POST", "/faults", Some(rule)).await;
    let mid = says(&desk, json!({"text": "Halo"})).await;
    hear(&desk, "second try", |item| {
        item["message"]["mid"] == mid.as_str()
    })
    .await;
    assert!(
        desk.got().iter().any(|got| !got.signed),
        "the first was spoilt"
    );
    let log = desk.control("GET", "/webhooks?contains=Halo", None).await;
    let one = &log["webhooks"][0];
    assert_eq!(one["platform"], "instagram");
    desk.control(
        "POST",
        &format!("/webhooks/{}/replay", one["id"]),
        Some(json!({})),
    )
    .await;
    desk.until("replay", |desk| {
        told(desk)
            .iter()
            .filter(|item| item["message"]["mid"] == mid.as_str())
            .count()
            == 2
    })
    .await;
    let raw = json!({"body": {"object": "instagram", "entry": [{"id": SHOP, "messaging": [{"message": {"mid": "raw"}}]}]}});
    desk.control("POST", "/webhooks/raw", Some(raw)).await;
    hear(&desk, "raw", |item| item["message"]["mid"] == "raw").await;
}

#[tokio::test]
async fn faults_of_graph_speak_as_instagram_does() {
    let desk = stage().await;
    let token = connected(&desk).await;
    let rina = super::stage::igsid(&desk).await;
    let send = || {
        let body = json!({"recipient": {"id": rina}, "message": {"text": "x"}});
        graph(&desk, "POST", "/me/messages", &token, Some(body))
    };
    for (rule, status, code) in [
        (json!({"kind": "http_500"}), 500, 2),
        (json!({"kind": "http_429"}), 429, 4),
        (json!({"kind": "error_code", "code": 613}), 400, 613),
    ] {
        let mut rule = rule;
        rule["where"] = json!("graph");
        rule["count"] = json!(1);
        desk.control("POST", "/faults", Some(rule)).await;
        let (given, answer) = send().await;
        assert_eq!(
            (given, &answer["error"]["code"]),
            (status, &json!(code)),
            "{answer}"
        );
        assert!(answer["error"]["error_data"].is_null());
    }
    assert_eq!(send().await.0, 200);
}

#[tokio::test]
async fn everything_is_there_after_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("state.json");
    let start = |file: std::path::PathBuf| {
        desk_with(move |config| {
            config.state_file = Some(file);
            config.instagram = Some(sandbox::InstagramApp::new(super::stage::APP, SECRET, ""));
        })
    };
    let desk = start(file.clone()).await;
    let token = long_with(&desk).await;
    says(&desk, json!({"kind": "image"})).await;
    super::stage::comments(&desk, "Halo", None).await;
    desk.stop().await;
    let desk = start(file).await;
    assert_eq!(graph(&desk, "GET", "/me", &token, None).await.0, 200);
    let shown = super::stage::phone(&desk).await;
    assert_eq!(shown["messages"].as_array().unwrap().len(), 1);
    assert_eq!(shown["posts"][0]["comments"][0]["text"], "Halo");
    assert_eq!(
        shown["accounts"].as_array().unwrap().len(),
        2,
        "planted once"
    );
    desk.control("POST", "/reset", Some(json!({}))).await;
    let shown = super::stage::phone(&desk).await;
    assert_eq!(
        (&shown["messages"], &shown["posts"][0]["comments"]),
        (&json!([]), &json!([]))
    );
    assert_eq!(
        graph(&desk, "GET", "/me", &token, None).await.0,
        200,
        "still connected"
    );
}

async fn long_with(desk: &crate::support::Desk) -> String {
    let code = super::stage::part(&super::stage::ended(desk, SHOP, "allow").await, "code").unwrap();
    let (_, answer) = super::stage::exchange(desk, &code, &[("client_secret", SECRET)]).await;
    answer["data"][0]["access_token"]
        .as_str()
        .unwrap()
        .to_owned()
}
