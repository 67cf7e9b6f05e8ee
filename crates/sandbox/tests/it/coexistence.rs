//! The Business app behind a number, by its calls.

use serde_json::{Value, json};

use crate::support::{Desk, NUMBER, RINA, desk, values};

fn told(desk: &Desk, part: &str) -> Vec<Value> {
    let bodies = desk.got();
    bodies
        .iter()
        .flat_map(|got| values(&got.body))
        .filter(|value| value.get(part).is_some())
        .collect()
}

async fn ask(desk: &Desk, what: &str) -> (u16, Value) {
    let body = json!({"messaging_product": "whatsapp", "sync_type": what});
    desk.graph("POST", &format!("/{NUMBER}/smb_app_data"), Some(body))
        .await
}

#[tokio::test]
async fn the_app_is_asked_once_for_each_part_within_a_day() {
    let desk = desk().await;
    let (status, answer) = ask(&desk, "history").await;
    assert_eq!((status, &answer["error"]["code"]), (400, &json!(100)));
    let path = format!("/numbers/{NUMBER}/app");
    desk.control("POST", &path, Some(json!({}))).await;
    let (_, number) = desk
        .graph("GET", &format!("/{NUMBER}?fields=is_on_biz_app"), None)
        .await;
    assert_eq!(number["is_on_biz_app"], true);
    let (status, _) = desk
        .graph("POST", &format!("/{NUMBER}/deregister"), Some(json!({})))
        .await;
    assert_eq!(status, 400, "the app's number is not taken away");

    let (status, answer) = ask(&desk, "smb_app_state_sync").await;
    assert_eq!(status, 200, "{answer}");
    assert!(answer["request_id"].is_string());
    let (_, again) = ask(&desk, "smb_app_state_sync").await;
    assert_eq!(again["error"]["code"], 2_593_107);
    desk.until("the address book came", |desk| {
        !told(desk, "state_sync").is_empty()
    })
    .await;

    ask(&desk, "history").await;
    desk.until("the past came", |desk| told(desk, "history").len() == 2)
        .await;
    let progress: Vec<Value> = told(&desk, "history")
        .iter()
        .map(|value| value["history"][0]["metadata"]["progress"].clone())
        .collect();
    assert!(progress.contains(&json!(55)) && progress.contains(&json!(100)));

    desk.control("POST", &path, Some(json!({"unshared": true})))
        .await;
    ask(&desk, "history").await;
    desk.until("it is declined", |desk| {
        told(desk, "history")
            .iter()
            .any(|value| value["history"][0]["errors"][0]["code"] == 2_593_109)
    })
    .await;
    desk.control("POST", &path, Some(json!({}))).await;
    desk.control("POST", "/clock", Some(json!({"advance_ms": 86_400_000})))
        .await;
    let (_, late) = ask(&desk, "history").await;
    assert_eq!(late["error"]["code"], 2_593_108);
    desk.stop().await;
}

#[tokio::test]
async fn what_the_owner_writes_is_echoed_and_on_the_phone() {
    let desk = desk().await;
    let say = json!({"customer": RINA, "text": "Dari HP"});
    let path = format!("/_sandbox/numbers/{NUMBER}/app/messages");
    let (status, _) = desk.call("POST", &path, None, Some(say.clone())).await;
    assert_eq!(status, 422, "the number is not in the app");
    desk.control("POST", &format!("/numbers/{NUMBER}/app"), Some(json!({})))
        .await;
    desk.control(
        "POST",
        &format!("/numbers/{NUMBER}/app/messages"),
        Some(say),
    )
    .await;
    desk.until("the echo came", |desk| {
        !told(desk, "message_echoes").is_empty()
    })
    .await;
    let echo = told(&desk, "message_echoes").remove(0)["message_echoes"][0].clone();
    assert_eq!(
        (&echo["to"], &echo["text"]["body"]),
        (&json!(RINA), &json!("Dari HP"))
    );
    desk.stop().await;
}
