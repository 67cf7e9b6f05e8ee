//! What leaves the sandbox: signed, escaped, ordered, batched, retried, spoiled on demand.

use crate::support::{NUMBER, RINA, desk, desk_with, messages, values, wamid};
use serde_json::{Value, json};

#[tokio::test]
async fn a_message_is_signed_escaped_and_complete() {
    let desk = desk().await;
    let id = desk.say("rina", "Halo / é 😀").await;
    desk.until("the message arrives", |desk| !desk.got().is_empty())
        .await;
    let got = desk.got().remove(0);
    assert!(got.signed);
    assert!(got.body.is_ascii(), "{}", got.body);
    assert!(
        got.body.contains(r"Halo \/ \u00e9 \ud83d\ude00"),
        "{}",
        got.body
    );
    let json = got.json();
    assert_eq!(json["object"], "whatsapp_business_account");
    assert_eq!(json["entry"][0]["id"], crate::support::WABA);
    assert!(json["entry"][0].get("time").is_none());
    let value = &json["entry"][0]["changes"][0]["value"];
    assert_eq!(value["messaging_product"], "whatsapp");
    assert_eq!(value["metadata"]["phone_number_id"], NUMBER);
    assert_eq!(value["metadata"]["display_phone_number"], "6281155000009");
    assert_eq!(value["contacts"][0]["wa_id"], RINA);
    assert!(
        value["contacts"][0]["user_id"]
            .as_str()
            .unwrap()
            .starts_with("ID.")
    );
    assert_eq!(value["messages"][0]["id"], id.as_str());
    assert_eq!(value["messages"][0]["from"], RINA);
    assert!(
        value["messages"][0]["timestamp"]
            .as_str()
            .unwrap()
            .parse::<i64>()
            .unwrap()
            > 1_700_000_000
    );
}

#[tokio::test]
async fn a_username_customer_has_no_phone_anywhere() {
    let desk = desk().await;
    desk.say("bayu", "Hai").await;
    desk.until("the message arrives", |desk| !desk.got().is_empty())
        .await;
    let value = values(&desk.got()[0].body).remove(0);
    assert!(value["contacts"][0].get("wa_id").is_none());
    assert!(value["messages"][0].get("from").is_none());
    let user = value["contacts"][0]["user_id"].as_str().unwrap().to_owned();
    let body = json!({"messaging_product": "whatsapp", "recipient": user, "type": "text", "text": {"body": "Hai juga"}});
    let (status, answer) = desk
        .graph("POST", &format!("/{NUMBER}/messages"), Some(body))
        .await;
    assert_eq!(status, 200, "{answer}");
    assert_eq!(answer["contacts"][0]["user_id"], user.as_str());
    assert!(answer["contacts"][0].get("wa_id").is_none());
    let id = wamid(&answer);
    desk.until("delivered", |desk| desk.statuses(&id).len() == 2)
        .await;
    let sent = desk.statuses(&id).remove(0);
    assert!(sent.get("recipient_id").is_none());
    assert_eq!(sent["recipient_user_id"], user.as_str());
}

#[tokio::test]
async fn statuses_come_in_order_with_price_and_echo() {
    let desk = desk().await;
    desk.say("rina", "Halo").await;
    let (status, answer) = desk
        .send(json!({"type": "text", "text": {"body": "Hai"}, "biz_opaque_callback_data": "attempt-1"}))
        .await;
    assert_eq!(status, 200, "{answer}");
    let id = wamid(&answer);
    desk.control(
        "POST",
        "/phone/seen",
        Some(json!({"number": NUMBER, "customer": "rina"})),
    )
    .await;
    desk.until("read", |desk| desk.statuses(&id).len() == 3)
        .await;
    let all = desk.statuses(&id);
    let names: Vec<&str> = all
        .iter()
        .map(|status| status["status"].as_str().unwrap())
        .collect();
    assert_eq!(names, ["sent", "delivered", "read"]);
    for status in &all {
        assert_eq!(status["biz_opaque_callback_data"], "attempt-1");
        assert_eq!(status["recipient_id"], RINA);
    }
    assert_eq!(all[0]["pricing"]["pricing_model"], "PMP");
    assert_eq!(all[0]["pricing"]["category"], "service");
    let sends = desk.control("GET", "/sends?opaque=attempt-1", None).await;
    assert_eq!(sends["total"], 1);
    assert_eq!(sends["sends"][0]["status"], "read");
}

#[tokio::test]
async fn outside_the_window_fails_later_or_at_once() {
    let desk = desk().await;
    let (status, answer) = desk
        .send(json!({"type": "text", "text": {"body": "Hai"}}))
        .await;
    assert_eq!(status, 200);
    let id = wamid(&answer);
    desk.until("failed", |desk| !desk.statuses(&id).is_empty())
        .await;
    let failed = desk.statuses(&id).remove(0);
    assert_eq!(
        (
            failed["status"].clone(),
            failed["errors"][0]["code"].clone()
        ),
        (json!("failed"), json!(131_047))
    );
    assert!(values(&desk.got()[0].body)[0].get("contacts").is_none());

    desk.control(
        "PATCH",
        "/settings",
        Some(json!({"window_refusal": "at_once"})),
    )
    .await;
    let (status, answer) = desk
        .send(json!({"type": "text", "text": {"body": "Hai"}}))
        .await;
    assert_eq!((status, &answer["error"]["code"]), (400, &json!(131_047)));

    desk.say("rina", "Halo").await;
    assert_eq!(
        desk.send(json!({"type": "text", "text": {"body": "Hai"}}))
            .await
            .0,
        200
    );
    desk.control(
        "POST",
        "/clock",
        Some(json!({"advance_ms": 24 * 3_600_000})),
    )
    .await;
    assert_eq!(
        desk.send(json!({"type": "text", "text": {"body": "Hai"}}))
            .await
            .0,
        400
    );
}

#[tokio::test]
async fn airplane_mode_holds_both_ways() {
    let desk = desk().await;
    desk.say("rina", "Halo").await;
    desk.control("PATCH", "/customers/rina", Some(json!({"airplane": true})))
        .await;
    let id = wamid(
        &desk
            .send(json!({"type": "text", "text": {"body": "Hai"}}))
            .await
            .1,
    );
    let written = desk.say("rina", "ditulis di pesawat").await;
    desk.until("sent", |desk| !desk.statuses(&id).is_empty())
        .await;
    tokio::time::sleep(std::time::Duration::from_millis(150)).await;
    assert_eq!(desk.statuses(&id).len(), 1);
    assert!(!desk.got().iter().any(|got| got.body.contains(&written)));
    desk.control("PATCH", "/customers/rina", Some(json!({"airplane": false})))
        .await;
    desk.until("delivered", |desk| desk.statuses(&id).len() == 2)
        .await;
    desk.until("the written message", |desk| {
        desk.got()
            .iter()
            .flat_map(|got| messages(&got.body))
            .any(|message| message["id"] == written.as_str())
    })
    .await;
}

#[tokio::test]
async fn overrides_are_verified_and_honoured() {
    let desk = desk().await;
    let other = format!("{}/other", desk.receiver_url);
    let wish = |token: &str| Some(json!({"override_callback_uri": other, "verify_token": token}));
    let path = format!("/{}/subscribed_apps", crate::support::WABA);
    let (status, answer) = desk.graph("POST", &path, wish("wrong")).await;
    assert_eq!((status, &answer["error"]["code"]), (400, &json!(2200)));
    assert_eq!(desk.graph("POST", &path, wish("right")).await.0, 200);
    let (_, listed) = desk.graph("GET", &path, None).await;
    assert_eq!(listed["data"][0]["override_callback_uri"], other.as_str());
    desk.say("rina", "Halo").await;
    desk.until("the message", |desk| !desk.got().is_empty())
        .await;
    let log = desk.control("GET", "/webhooks", None).await;
    assert_eq!(log["webhooks"][0]["url"], other.as_str());
    // Only messages follow an override.
    let templates = desk.control("GET", "/templates", None).await;
    let id = templates["templates"][0]["id"].as_str().unwrap().to_owned();
    desk.control("POST", &format!("/templates/{id}/pause"), Some(json!({})))
        .await;
    desk.until("the template event", |desk| desk.got().len() == 2)
        .await;
    let log = desk.control("GET", "/webhooks", None).await;
    assert!(
        log["webhooks"][0]["url"]
            .as_str()
            .unwrap()
            .ends_with("/hook")
    );
    let event = desk.got()[1].json();
    assert_eq!(
        event["entry"][0]["changes"][0]["field"],
        "message_template_status_update"
    );
    assert!(event["entry"][0]["changes"][0]["value"]["message_template_id"].is_u64());
    assert!(event["entry"][0]["time"].is_i64());
    // Unsubscribed accounts report nothing.
    desk.graph("DELETE", &path, None).await;
    desk.receiver.got.lock().unwrap().clear();
    desk.say("rina", "Halo?").await;
    tokio::time::sleep(std::time::Duration::from_millis(150)).await;
    assert!(desk.got().is_empty());
}

#[tokio::test]
async fn edits_deletes_and_preferences() {
    let desk = desk().await;
    let id = desk.say("rina", "Halo").await;
    let send = |body: Value| {
        let mut body = body;
        body["phone_number_id"] = json!(NUMBER);
        body["customer"] = json!("rina");
        desk.control("POST", "/inbound", Some(body))
    };
    send(json!({"type": "edit", "edit": {"original_message_id": id, "message": {"type": "text", "text": {"body": "Hai"}}}})).await;
    let thread = desk
        .control(
            "GET",
            &format!("/phone/thread?number={NUMBER}&customer=rina"),
            None,
        )
        .await;
    assert_eq!(thread["messages"][0]["content"]["body"], "Hai");
    send(json!({"type": "revoke", "revoke": {"original_message_id": id}})).await;
    let thread = desk
        .control(
            "GET",
            &format!("/phone/thread?number={NUMBER}&customer=rina"),
            None,
        )
        .await;
    assert_eq!(thread["messages"][0]["deleted"], true);
    assert_eq!(thread["messages"].as_array().unwrap().len(), 1);
    desk.control(
        "POST",
        "/customers/rina/marketing",
        Some(json!({"phone_number_id": NUMBER, "on": false})),
    )
    .await;
    desk.until("preference", |desk| {
        desk.got()
            .iter()
            .any(|got| got.body.contains("\"field\":\"user_preferences\""))
    })
    .await;
    let (status, answer) = desk
        .send(
            json!({"type": "template", "template": {"name": "promo", "language": {"code": "id"}}}),
        )
        .await;
    assert_eq!(status, 200);
    let sent = wamid(&answer);
    desk.until("failed", |desk| !desk.statuses(&sent).is_empty())
        .await;
    assert_eq!(desk.statuses(&sent)[0]["errors"][0]["code"], 131_050);
}

#[tokio::test]
async fn the_state_survives_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("state.json");
    let first = desk_with(|config| config.state_file = Some(file.clone())).await;
    let id = first.say("rina", "Ingat saya").await;
    let photo = first.control("POST", "/inbound", Some(json!({"phone_number_id": NUMBER, "customer": "rina", "type": "image", "image": {}}))).await;
    let media = photo["value"]["messages"][0]["image"]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    first
        .control("POST", "/clock", Some(json!({"advance_ms": 5_000_000})))
        .await;
    first.stop().await;
    let second = desk_with(|config| config.state_file = Some(file.clone())).await;
    let thread = second
        .control(
            "GET",
            &format!("/phone/thread?number={NUMBER}&customer=rina"),
            None,
        )
        .await;
    assert_eq!(thread["messages"][0]["id"], id.as_str());
    assert_eq!(
        second.control("GET", "/clock", None).await["offset_ms"],
        5_000_000
    );
    let bytes = second
        .http
        .get(format!("{}/_sandbox/media/{media}", second.base))
        .send()
        .await
        .unwrap()
        .bytes()
        .await
        .unwrap();
    assert!(bytes.starts_with(b"\x89PNG"));
    second.stop().await;
}
