//! Webhooks on their way: retried, batched, spoiled on demand, replayed.

use std::sync::atomic::Ordering;

use serde_json::{Value, json};

use crate::support::{NUMBER, desk, desk_with, messages, statuses};

#[tokio::test]
async fn a_refused_webhook_comes_again_with_the_same_bytes() {
    let desk = desk().await;
    desk.receiver.answer.store(500, Ordering::SeqCst);
    desk.say("rina", "Halo").await;
    desk.until("a second try", |desk| desk.got().len() >= 2)
        .await;
    desk.receiver.answer.store(0, Ordering::SeqCst);
    let log = loop {
        let log = desk.control("GET", "/webhooks", None).await;
        if log["webhooks"][0]["state"] == "delivered" {
            break log;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    };
    assert!(log["webhooks"][0]["attempts"].as_array().unwrap().len() >= 3);
    let bodies: std::collections::HashSet<String> =
        desk.got().into_iter().map(|got| got.body).collect();
    assert_eq!(bodies.len(), 1);
}

#[tokio::test]
async fn held_updates_leave_in_batches_of_many_accounts() {
    let desk = desk_with(|config| config.settings.merge_changes = true).await;
    let made = desk
        .control(
            "POST",
            "/tenants",
            Some(json!({"count": 20, "prefix": "Klien"})),
        )
        .await;
    desk.control("POST", "/webhooks/hold", None).await;
    let tenants = made["tenants"].as_array().unwrap().clone();
    assert_eq!(tenants.len(), 20);
    for tenant in &tenants {
        for person in ["rina", "daniel"] {
            let body = json!({"phone_number_id": tenant["phone_number_id"], "customer": person, "text": "Halo"});
            desk.control("POST", "/inbound", Some(body)).await;
        }
    }
    assert!(desk.got().is_empty());
    let released = desk
        .control(
            "POST",
            "/webhooks/release",
            Some(json!({"batch_max": 1000, "shuffle": true})),
        )
        .await;
    assert_eq!(released["released"], 40);
    desk.until("the batch", |desk| !desk.got().is_empty()).await;
    let body = desk.got().remove(0).json();
    assert_eq!(body["entry"].as_array().unwrap().len(), 20);
    assert_eq!(messages(&desk.got()[0].body).len(), 40);
}

#[tokio::test]
async fn webhook_faults() {
    let desk = desk().await;
    let rule = |kind: &str| json!({"where": "webhook", "kind": kind, "count": 1, "copies": 2, "delay_ms": 200, "filter": {"event": "message"}});
    for (kind, expected) in [
        ("duplicate", vec![true, true, true]),
        ("bad_signature", vec![false, true]),
        ("no_signature", vec![false, true]),
        ("drop_then_retry", vec![true]),
        ("delay", vec![true]),
    ] {
        desk.control("POST", "/faults", Some(rule(kind))).await;
        desk.receiver.got.lock().unwrap().clear();
        let id = desk.say("rina", kind).await;
        let count = expected.len();
        desk.until(kind, |desk| desk.got().len() == count).await;
        tokio::time::sleep(std::time::Duration::from_millis(120)).await;
        assert_eq!(
            desk.got().iter().map(|got| got.signed).collect::<Vec<_>>(),
            expected,
            "{kind}"
        );
        assert!(desk.got().iter().all(|got| got.body.contains(&id)));
    }
    desk.control("POST", "/faults", Some(rule("garbage_json")))
        .await;
    desk.receiver.got.lock().unwrap().clear();
    desk.receiver.answer.store(400, Ordering::SeqCst);
    desk.say("rina", "rusak").await;
    desk.until("garbage", |desk| !desk.got().is_empty()).await;
    desk.receiver.answer.store(0, Ordering::SeqCst);
    let first = desk.got().remove(0);
    assert!(first.signed && serde_json::from_str::<Value>(&first.body).is_err());
    desk.until("the whole body", |desk| {
        desk.got()
            .iter()
            .any(|got| serde_json::from_str::<Value>(&got.body).is_ok())
    })
    .await;

    desk.control("DELETE", "/faults", None).await;
    desk.control("POST", "/faults", Some(rule("reorder"))).await;
    desk.receiver.got.lock().unwrap().clear();
    let (late, early) = (
        desk.say("rina", "satu").await,
        desk.say("rina", "dua").await,
    );
    desk.until("both", |desk| {
        desk.got()
            .iter()
            .flat_map(|got| messages(&got.body))
            .count()
            == 2
    })
    .await;
    let order: Vec<Value> = desk
        .got()
        .iter()
        .flat_map(|got| messages(&got.body))
        .map(|message| message["id"].clone())
        .collect();
    assert_eq!(order, [json!(early), json!(late)]);
}

#[tokio::test]
async fn replay_and_raw_values() {
    let desk = desk().await;
    desk.say("rina", "Halo").await;
    desk.until("the message", |desk| desk.got().len() == 1)
        .await;
    let log = desk.control("GET", "/webhooks", None).await;
    let id = log["webhooks"][0]["id"].as_u64().unwrap();
    desk.control(
        "POST",
        &format!("/webhooks/{id}/replay"),
        Some(json!({"times": 3})),
    )
    .await;
    desk.until("replays", |desk| desk.got().len() == 4).await;
    assert!(
        desk.got()
            .windows(2)
            .all(|pair| pair[0].body == pair[1].body)
    );
    let value = json!({"messaging_product": "whatsapp", "metadata": {"phone_number_id": NUMBER}, "statuses": [{"id": "x", "status": "sent"}]});
    desk.control("POST", "/webhooks/raw", Some(json!({"value": value})))
        .await;
    desk.until("raw", |desk| {
        desk.got()
            .iter()
            .any(|got| statuses(&got.body).iter().any(|status| status["id"] == "x"))
    })
    .await;
    desk.control("POST", "/webhooks/raw", Some(json!({"body": "{broken"})))
        .await;
    desk.until("text", |desk| {
        desk.got()
            .iter()
            .any(|got| got.body == "{broken" && got.signed)
    })
    .await;
}
