//! What the console asks for: its page, time that is followed, delivery by hand, numbers, webhooks again, load.

use serde_json::{Value, json};
use tokio::sync::watch;

use crate::support::{NUMBER, TOKEN, WABA, desk, desk_with, messages, values, wamid};

const DAY_MS: i64 = 24 * 3_600_000;

#[tokio::test]
async fn whoever_lives_by_sandbox_time_is_told() {
    let told = watch::Sender::new(0);
    let mut heard = told.subscribe();
    let desk = desk_with(|config| config.clock = Some(told)).await;
    let clock = desk
        .control("POST", "/clock", Some(json!({"advance_ms": DAY_MS})))
        .await;
    assert_eq!(clock["offset_ms"], DAY_MS);
    heard.changed().await.unwrap();
    assert_eq!(*heard.borrow_and_update(), DAY_MS);
    assert_eq!(desk.control("GET", "/clock", None).await["followed"], true);
    let (status, answer) = desk
        .call(
            "POST",
            "/_sandbox/clock",
            None,
            Some(json!({"advance_ms": i64::MAX})),
        )
        .await;
    assert_eq!(status, 422, "{answer}");
    assert_eq!(*heard.borrow(), DAY_MS);
    desk.control("POST", "/reset", None).await;
    assert_eq!(*heard.borrow(), 0);
    let alone = crate::support::desk().await;
    assert_eq!(
        alone.control("GET", "/clock", None).await["followed"],
        false
    );
}

#[tokio::test]
async fn by_hand_a_message_waits_for_every_step() {
    let desk = desk().await;
    desk.say("rina", "Halo").await;
    desk.control("PATCH", "/settings", Some(json!({"by_hand": true})))
        .await;
    let text = json!({"type": "text", "text": {"body": "Ada"}});
    let first = wamid(&desk.send(text.clone()).await.1);
    let second = wamid(&desk.send(text).await.1);
    tokio::time::sleep(std::time::Duration::from_millis(200)).await;
    assert!(desk.statuses(&first).is_empty());
    let step = |status: &str, code: Value| {
        let body = json!({"id": first, "status": status, "code": code});
        desk.control("POST", "/statuses", Some(body))
    };
    step("sent", Value::Null).await;
    // Looking at the phone reads nothing by itself.
    desk.control(
        "POST",
        "/phone/seen",
        Some(json!({"number": NUMBER, "customer": "rina"})),
    )
    .await;
    step("delivered", Value::Null).await;
    step("read", Value::Null).await;
    desk.until("three steps", |desk| desk.statuses(&first).len() == 3)
        .await;
    let fail = json!({"id": second, "status": "failed", "code": 131_049});
    desk.control("POST", "/statuses", Some(fail)).await;
    desk.until("the failure", |desk| {
        desk.statuses(&second)
            .iter()
            .any(|status| status["errors"][0]["code"] == 131_049)
    })
    .await;
    let third = wamid(
        &desk
            .send(json!({"type": "text", "text": {"body": "Lagi"}}))
            .await
            .1,
    );
    // What waits goes on when messages move by themselves again.
    desk.control("PATCH", "/settings", Some(json!({"by_hand": false})))
        .await;
    desk.until("it goes on", |desk| {
        desk.statuses(&third)
            .iter()
            .any(|status| status["status"] == "delivered")
    })
    .await;
}

#[tokio::test]
async fn what_is_decided_about_a_number_is_reported_and_holds() {
    let desk = desk().await;
    let path = format!("/numbers/{NUMBER}");
    let told = desk
        .control(
            "PATCH",
            &path,
            Some(json!({"quality": "RED", "messaging_limit": "TIER_250", "status": "BANNED"})),
        )
        .await;
    assert_eq!(told["webhooks"], 3);
    let events = |desk: &crate::support::Desk| -> Vec<String> {
        desk.got()
            .iter()
            .flat_map(|got| values(&got.body))
            .filter_map(|value| Some(value["event"].as_str()?.to_owned()))
            .collect()
    };
    desk.until("three events", |desk| events(desk).len() == 3)
        .await;
    for event in ["DOWNGRADE", "FLAGGED", "DISABLED_UPDATE"] {
        assert!(events(&desk).iter().any(|one| one == event), "{event}");
    }
    desk.say("rina", "Halo").await;
    let (status, answer) = desk
        .send(json!({"type": "text", "text": {"body": "x"}}))
        .await;
    assert_eq!(
        (status, &answer["error"]["code"]),
        (403, &json!(131_031)),
        "{answer}"
    );
    let yellow = desk
        .control(
            "PATCH",
            &path,
            Some(json!({"quality": "YELLOW", "status": "CONNECTED"})),
        )
        .await;
    assert_eq!(yellow["webhooks"], 2, "unflagged and reinstated");
    for wrong in [json!({"quality": "PURPLE"}), json!({"status": "happy"})] {
        let path = format!("/_sandbox{path}");
        assert_eq!(desk.call("PATCH", &path, None, Some(wrong)).await.0, 422);
    }
}

#[tokio::test]
async fn a_webhook_again_later_and_wrongly_signed() {
    let desk = desk().await;
    let said = desk.say("rina", "Halo").await;
    let copies = |desk: &crate::support::Desk, signed: bool| {
        desk.got()
            .iter()
            .filter(|got| got.signed == signed && got.body.contains(&said))
            .count()
    };
    desk.until("the first", |desk| copies(desk, true) == 1)
        .await;
    let log = desk.control("GET", "/webhooks", None).await;
    let id = log["webhooks"][0]["id"].as_u64().unwrap();
    let path = format!("/webhooks/{id}/replay");
    let again = |body: Value| desk.control("POST", &path, Some(body));
    again(json!({"delay_ms": 400})).await;
    again(json!({"times": 2})).await;
    desk.until("twice at once", |desk| copies(desk, true) == 3)
        .await;
    desk.until("and later", |desk| copies(desk, true) == 4)
        .await;
    again(json!({"bad_signature": true})).await;
    desk.until("wrongly signed", |desk| copies(desk, false) == 1)
        .await;
}

#[tokio::test]
async fn load_is_bounded_counted_and_can_be_stopped() {
    let desk = desk().await;
    let wish = |conversations: u64, per_second: u64, seconds: u64| json!({"phone_number_id": NUMBER, "conversations": conversations, "per_second": per_second, "seconds": seconds});
    let load = |body: Value| desk.call("POST", "/_sandbox/load", None, Some(body));
    for wrong in [
        wish(10_001, 10, 0),
        wish(1, 101, 0),
        wish(1, 0, 1),
        wish(1, 1, 61),
        wish(0, 5, 0),
    ] {
        assert_eq!(load(wrong).await.0, 422);
    }
    assert_eq!(load(wish(4, 100, 1)).await.0, 200);
    assert_eq!(load(wish(1, 1, 1)).await.0, 422, "one at a time");
    desk.until("all of it", |desk| {
        let count: usize = desk.got().iter().map(|got| messages(&got.body).len()).sum();
        count == 104
    })
    .await;
    let ended = desk.control("GET", "/load", None).await["load"].clone();
    assert_eq!(
        (&ended["written"], &ended["people"], &ended["refused"]),
        (&json!(104), &json!(4), &json!(0))
    );
    assert_eq!(load(wish(1_000, 10, 0)).await.0, 200);
    let stopped = desk.control("DELETE", "/load", None).await["load"].clone();
    assert_eq!(stopped["running"], false);
    assert!(stopped["written"].as_u64().unwrap() < 1_000);
    assert_eq!(load(wish(1, 1, 0)).await.0, 200, "another may begin");
}

#[tokio::test]
async fn the_overview_says_everything_but_a_token() {
    let desk = desk().await;
    desk.control(
        "POST",
        "/faults",
        Some(json!({"where": "graph", "kind": "http_500", "probability": 0.2})),
    )
    .await;
    let shown = desk.control("GET", "/console", None).await;
    assert_eq!(shown["numbers"][0]["id"], NUMBER);
    assert_eq!(shown["numbers"][0]["waba_id"], WABA);
    assert_eq!(shown["faults"][0]["probability"], 0.2);
    assert_eq!(shown["settings"]["by_hand"], false);
    assert!(!shown.to_string().contains(TOKEN));
}
