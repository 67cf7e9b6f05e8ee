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
