//! Faults on the Graph side, logs, and who may use the control API.

use serde_json::{Value, json};

use crate::support::{APP, NUMBER, RINA, SECRET, TOKEN, desk, desk_with, wamid};

#[tokio::test]
#[expect(
    clippy::too_many_lines,
    reason = "one after the other, each with its effect"
)]
async fn graph_faults() {
    let desk = desk().await;
    desk.say("rina", "Halo").await;
    let fault = |body: Value| {
        let mut body = body;
        body["where"] = json!("graph");
        body["count"] = json!(1);
        desk.control("POST", "/faults", Some(body))
    };
    let text = |opaque: &str| json!({"type": "text", "text": {"body": "x"}, "biz_opaque_callback_data": opaque});
    let sends = |opaque: &'static str| {
        let desk = &desk;
        async move {
            desk.control("GET", &format!("/sends?opaque={opaque}"), None)
                .await["total"]
                .as_u64()
                .unwrap()
        }
    };
    for (kind, extra, opaque, status, had_effect) in [
        ("http_500", json!({}), "f1", 500, 0),
        ("http_500_after_effect", json!({}), "f2", 500, 1),
        ("html_502", json!({}), "f3", 502, 0),
        ("http_429", json!({}), "f9", 429, 0),
        ("error_code", json!({"code": 131_048}), "f4", 400, 0),
        ("error_code", json!({"code": 190}), "f5", 401, 0),
        ("garbage_json", json!({}), "f6", 200, 1),
        ("no_id", json!({}), "f7", 200, 1),
        ("delay", json!({"delay_ms": 30}), "f8", 200, 1),
    ] {
        let mut rule = json!({"kind": kind});
        rule.as_object_mut()
            .unwrap()
            .extend(extra.as_object().unwrap().clone());
        fault(rule).await;
        let (got, answer) = desk.send(text(opaque)).await;
        assert_eq!(got, status, "{kind} {answer}");
        assert_eq!(sends(opaque).await, had_effect, "{kind}");
    }
    for (kind, opaque) in [("reset_after_effect", "g1"), ("timeout_after_effect", "g2")] {
        fault(json!({"kind": kind, "delay_ms": 20})).await;
        let body = json!({"messaging_product": "whatsapp", "to": RINA, "type": "text", "text": {"body": "x"}, "biz_opaque_callback_data": opaque});
        let answer = desk
            .http
            .post(format!("{}/v25.0/{NUMBER}/messages", desk.base))
            .bearer_auth(TOKEN)
            .json(&body)
            .send()
            .await;
        let broken = match answer {
            Ok(answer) => answer.bytes().await.is_err(),
            Err(_) => true,
        };
        assert!(broken, "{kind}");
        assert_eq!(sends(opaque).await, 1, "{kind}");
    }
    fault(json!({"kind": "held_for_quality", "delay_ms": 20, "code": 132_015})).await;
    let (_, answer) = desk.send(text("h1")).await;
    assert_eq!(
        answer["messages"][0]["message_status"],
        "held_for_quality_assessment"
    );
    let held = wamid(&answer);
    desk.until("dropped", |desk| {
        desk.statuses(&held)
            .iter()
            .any(|status| status["errors"][0]["code"] == 132_015)
    })
    .await;
    fault(json!({"kind": "late_failed", "code": 131_049})).await;
    let late = wamid(&desk.send(text("h2")).await.1);
    desk.until("late", |desk| desk.statuses(&late).len() == 2)
        .await;
    assert_eq!(desk.statuses(&late)[1]["errors"][0]["code"], 131_049);
    fault(json!({"kind": "no_status"})).await;
    let silent = wamid(&desk.send(text("h3")).await.1);
    tokio::time::sleep(std::time::Duration::from_millis(200)).await;
    assert!(desk.statuses(&silent).is_empty());
    let rules = desk.control("GET", "/faults", None).await;
    assert!(
        rules["faults"]
            .as_array()
            .unwrap()
            .iter()
            .all(|rule| rule["hits"] == 1)
    );
}

#[tokio::test]
async fn the_request_log_holds_no_secrets() {
    let desk = desk().await;
    desk.graph("GET", &format!("/{NUMBER}?access_token={TOKEN}"), None)
        .await;
    desk.call("GET", &format!("/v25.0/oauth/access_token?client_id={APP}&client_secret={SECRET}&grant_type=client_credentials"), None, None).await;
    desk.graph("GET", &format!("/debug_token?input_token={TOKEN}"), None)
        .await;
    let log = desk.control("GET", "/requests", None).await;
    assert_eq!(log["requests"].as_array().unwrap().len(), 3);
    let text = log.to_string();
    assert!(!text.contains(TOKEN) && !text.contains(SECRET), "{text}");
}

#[tokio::test]
async fn the_control_api_keeps_strangers_out() {
    let desk = desk_with(|config| config.admin_key = Some("let-me-in".to_owned())).await;
    let status = |path: &str, key: Option<&'static str>| {
        let path = format!("/_sandbox{path}");
        let desk = &desk;
        async move { desk.call("GET", &path, key, None).await.0 }
    };
    assert_eq!(status("/wabas", None).await, 401);
    assert_eq!(status("/wabas", Some("wrong")).await, 401);
    assert_eq!(status("/wabas", Some("let-me-in")).await, 200);
    assert_eq!(status("/wabas?key=let-me-in", None).await, 200);
    let other = crate::support::desk().await;
    let from = |header: &'static str, value: &'static str| {
        other
            .http
            .get(format!("{}/_sandbox/wabas", other.base))
            .header(header, value)
            .send()
    };
    assert_eq!(
        from("origin", "https://evil.example")
            .await
            .unwrap()
            .status(),
        403
    );
    assert_eq!(
        from("sec-fetch-site", "cross-site").await.unwrap().status(),
        403
    );
    assert_eq!(from("host", "evil.example").await.unwrap().status(), 401);
    assert_eq!(from("accept", "*/*").await.unwrap().status(), 200);
}

#[tokio::test]
async fn linked_media_are_fetched_when_asked_for() {
    let desk = desk_with(|config| config.settings.fetch_links = true).await;
    desk.say("rina", "Halo").await;
    let photo = desk
        .control("POST", "/inbound", Some(json!({"phone_number_id": NUMBER, "customer": "rina", "type": "image", "image": {}})))
        .await;
    let id = photo["value"]["messages"][0]["image"]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let good = format!("{}/_sandbox/media/{id}", desk.base);
    let image = |link: &str| json!({"type": "image", "image": {"link": link}});
    let taken = wamid(&desk.send(image(&good)).await.1);
    let lost = wamid(&desk.send(image(&format!("{good}0"))).await.1);
    let wrong = wamid(
        &desk
            .send(json!({"type": "video", "video": {"link": good}}))
            .await
            .1,
    );
    desk.until("delivered", |desk| desk.statuses(&taken).len() == 2)
        .await;
    for failed in [lost, wrong] {
        desk.until("failed", |desk| !desk.statuses(&failed).is_empty())
            .await;
        assert_eq!(desk.statuses(&failed)[0]["errors"][0]["code"], 131_053);
    }
}

#[tokio::test]
async fn templates_are_approved_by_themselves_when_set() {
    let desk = desk_with(|config| config.settings.approve_templates_ms = Some(30)).await;
    let body = json!({"name": "cepat", "language": "id", "category": "UTILITY", "components": [{"type": "BODY", "text": "Halo dari toko."}]});
    let path = format!("/{}/message_templates", crate::support::WABA);
    let (_, made) = desk.graph("POST", &path, Some(body)).await;
    let id = made["id"].as_str().unwrap().to_owned();
    desk.until("the event", |desk| {
        desk.got()
            .iter()
            .any(|got| got.body.contains("APPROVED") && got.body.contains(&id))
    })
    .await;
    assert_eq!(
        desk.graph("GET", &format!("/{id}?fields=status"), None)
            .await
            .1["status"],
        "APPROVED"
    );
}

#[tokio::test]
async fn settings_that_do_not_exist_are_refused() {
    let desk = desk().await;
    let call = |body: Value| desk.call("PATCH", "/_sandbox/settings", None, Some(body));
    assert_eq!(call(json!({"nonsense": 1})).await.0, 422);
    assert_eq!(call(json!({"sent_ms": "soon"})).await.0, 422);
    assert_eq!(call(json!({"sent_ms": 1})).await.1["sent_ms"], 1);
    let (status, answer) = desk
        .call(
            "POST",
            "/_sandbox/faults",
            None,
            Some(json!({"where": "graph", "kind": "duplicate"})),
        )
        .await;
    assert_eq!(status, 422, "{answer}");
}
