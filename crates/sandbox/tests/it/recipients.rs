//! Who can be written to, and how often.

use serde_json::{Value, json};

use crate::support::{NUMBER, RINA, desk};

#[tokio::test]
async fn pair_and_number_rates() {
    let desk = desk().await;
    desk.say("rina", "Halo").await;
    let text = || json!({"type": "text", "text": {"body": "x"}});
    for at in 0..45 {
        assert_eq!(desk.send(text()).await.0, 200, "message {at}");
    }
    let (status, answer) = desk.send(text()).await;
    assert_eq!((status, &answer["error"]["code"]), (400, &json!(131_056)));
    desk.control("POST", "/clock", Some(json!({"advance_ms": 6_000})))
        .await;
    assert_eq!(desk.send(text()).await.0, 200);
    desk.control(
        "PATCH",
        "/settings",
        Some(json!({"number_per_second": 5, "pair_burst": 1000})),
    )
    .await;
    let mut codes = Vec::new();
    for _ in 0..7 {
        codes.push(desk.send(text()).await.1["error"]["code"].clone());
    }
    assert!(
        codes[..5].iter().all(Value::is_null) && codes.contains(&json!(130_429)),
        "{codes:?}"
    );
}

#[tokio::test]
async fn recipients() {
    let desk = desk().await;
    let to = |to: &str| json!({"messaging_product": "whatsapp", "to": to, "type": "text", "text": {"body": "x"}});
    let path = format!("/{NUMBER}/messages");
    for (input, expected) in [
        ("+62 812-3456-7801", RINA),
        ("081234567801", RINA),
        ("(62) 81234567801", RINA),
    ] {
        let (status, answer) = desk.graph("POST", &path, Some(to(input))).await;
        assert_eq!(
            (
                status,
                &answer["contacts"][0]["wa_id"],
                &answer["contacts"][0]["input"]
            ),
            (200, &json!(expected), &json!(input)),
            "{answer}"
        );
    }
    for (body, code) in [
        (to("not a number"), 131_009),
        (to("6281155000009"), 131_021),
        (
            json!({"messaging_product": "whatsapp", "type": "text", "text": {"body": "x"}}),
            100,
        ),
        (
            json!({"to": RINA, "type": "text", "text": {"body": "x"}}),
            100,
        ),
        (
            json!({"messaging_product": "whatsapp", "recipient": "nonsense", "type": "text", "text": {"body": "x"}}),
            131_009,
        ),
        (
            json!({"messaging_product": "whatsapp", "recipient_type": "group", "to": "Y2Fw", "type": "text", "text": {"body": "x"}}),
            131_041,
        ),
    ] {
        assert_eq!(
            desk.graph("POST", &path, Some(body.clone())).await.1["error"]["code"],
            code,
            "{body}"
        );
    }
    desk.control(
        "PATCH",
        &format!("/numbers/{NUMBER}"),
        Some(json!({"allowed_recipients": ["447700900123"]})),
    )
    .await;
    assert_eq!(
        desk.graph("POST", &path, Some(to(RINA))).await.1["error"]["code"],
        131_030
    );
    assert_eq!(
        desk.graph("POST", &path, Some(to("447700900123"))).await.0,
        200
    );
    desk.control(
        "PATCH",
        &format!("/numbers/{NUMBER}"),
        Some(json!({"status": "BANNED"})),
    )
    .await;
    assert_eq!(
        desk.graph("POST", &path, Some(to("447700900123"))).await.1["error"]["code"],
        131_031
    );
}
