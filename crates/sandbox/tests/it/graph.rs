//! The Graph API as its clients see it.

use serde_json::{Value, json};

use crate::support::{APP, NUMBER, RINA, SECRET, TOKEN, WABA, desk, desk_with, wamid};

#[tokio::test]
async fn versions_and_tokens() {
    let desk = desk().await;
    for version in ["v20.0", "v23.0", "v26.0"] {
        let (status, me) = desk
            .call("GET", &format!("/{version}/me"), Some(TOKEN), None)
            .await;
        assert_eq!(status, 200, "{me}");
    }
    let (status, answer) = desk.call("GET", "/v27.0/me", Some(TOKEN), None).await;
    assert_eq!((status, &answer["error"]["code"]), (400, &json!(2500)));
    assert_eq!(answer["error"]["message"], "Unknown path components: /me");
    assert_eq!(answer["error"]["fbtrace_id"].as_str().unwrap().len(), 23);

    let (status, answer) = desk.call("GET", "/v25.0/me", None, None).await;
    assert_eq!((status, &answer["error"]["code"]), (400, &json!(2500)));
    let (status, answer) = desk.call("GET", "/v25.0/me", Some("EAAwrong"), None).await;
    assert_eq!((status, &answer["error"]["code"]), (401, &json!(190)));
    let (status, _) = desk
        .call(
            "GET",
            &format!("/v25.0/me?access_token={TOKEN}"),
            None,
            None,
        )
        .await;
    assert_eq!(status, 200);

    let expiring = desk
        .control(
            "POST",
            "/tokens",
            Some(json!({"wabas": [WABA], "expires_in": 60})),
        )
        .await;
    let token = expiring["token"].as_str().unwrap().to_owned();
    assert_eq!(
        desk.call("GET", &format!("/v25.0/{NUMBER}"), Some(&token), None)
            .await
            .0,
        200
    );
    desk.control("POST", "/clock", Some(json!({"advance_ms": 61_000})))
        .await;
    let (status, answer) = desk
        .call("GET", &format!("/v25.0/{NUMBER}"), Some(&token), None)
        .await;
    assert_eq!(
        (status, &answer["error"]["error_subcode"]),
        (401, &json!(463))
    );
    desk.control("POST", "/tokens/revoke", Some(json!({"token": TOKEN})))
        .await;
    let (_, answer) = desk.graph("GET", "/me", None).await;
    assert_eq!(answer["error"]["error_subcode"], 458);
}

#[tokio::test]
async fn objects_of_others_are_not_there() {
    let desk = desk().await;
    let made = desk
        .control("POST", "/tenants", Some(json!({"count": 1})))
        .await;
    let other = made["tenants"][0].clone();
    let (number, waba) = (
        other["phone_number_id"].as_str().unwrap(),
        other["waba_id"].as_str().unwrap(),
    );
    for path in [
        format!("/{number}"),
        format!("/{waba}"),
        format!("/{waba}/message_templates"),
        "/123".to_owned(),
    ] {
        let (status, answer) = desk.graph("GET", &path, None).await;
        assert_eq!(
            (
                status,
                &answer["error"]["code"],
                &answer["error"]["error_subcode"]
            ),
            (400, &json!(100), &json!(33)),
            "{path}"
        );
    }
    let body =
        json!({"messaging_product": "whatsapp", "to": RINA, "type": "text", "text": {"body": "x"}});
    let (status, answer) = desk
        .graph("POST", &format!("/{number}/messages"), Some(body))
        .await;
    assert_eq!(
        (status, &answer["error"]["error_subcode"]),
        (400, &json!(33))
    );
    let own = other["token"].as_str().unwrap();
    assert_eq!(
        desk.call("GET", &format!("/v25.0/{number}"), Some(own), None)
            .await
            .0,
        200
    );
}

#[tokio::test]
async fn headers_are_those_of_graph() {
    let desk = desk().await;
    let answer = desk
        .http
        .get(format!("{}/v24.0/{WABA}/phone_numbers", desk.base))
        .bearer_auth(TOKEN)
        .send()
        .await
        .unwrap();
    let header = |name: &str| answer.headers()[name].to_str().unwrap().to_owned();
    assert_eq!(header("facebook-api-version"), "v24.0");
    assert!(header("x-fb-trace-id").starts_with('A'));
    let app: Value = serde_json::from_str(&header("x-app-usage")).unwrap();
    assert!(app["call_count"].is_u64());
    let business: Value = serde_json::from_str(&header("x-business-use-case-usage")).unwrap();
    assert!(business[WABA][0]["estimated_time_to_regain_access"].is_u64());
}

#[tokio::test]
async fn media_live_their_life() {
    let desk = desk().await;
    let upload = |mime: &'static str, size: usize| {
        let part = reqwest::multipart::Part::bytes(vec![7_u8; size])
            .file_name("a.bin")
            .mime_str(mime)
            .unwrap();
        let form = reqwest::multipart::Form::new()
            .text("messaging_product", "whatsapp")
            .part("file", part);
        desk.http
            .post(format!("{}/v25.0/{NUMBER}/media", desk.base))
            .bearer_auth(TOKEN)
            .multipart(form)
            .send()
    };
    for (mime, size, code) in [
        ("image/gif", 10, 100),
        ("image/png", 5 * 1024 * 1024 + 1, 131_053),
        ("image/webp", 500 * 1024 + 1, 131_053),
        ("audio/ogg", 16 * 1024 * 1024 + 1, 131_053),
        ("image/png", 0, 100),
    ] {
        let answer: Value = upload(mime, size).await.unwrap().json().await.unwrap();
        assert_eq!(answer["error"]["code"], code, "{mime} {size} {answer}");
    }
    let answer: Value = upload("image/png", 5 * 1024 * 1024)
        .await
        .unwrap()
        .json()
        .await
        .unwrap();
    let id = answer["id"].as_str().unwrap().to_owned();
    let (_, node) = desk
        .graph("GET", &format!("/{id}?phone_number_id={NUMBER}"), None)
        .await;
    assert_eq!(node["sha256"].as_str().unwrap().len(), 64);
    assert_eq!(node["file_size"], "5242880");
    let url = node["url"].as_str().unwrap().to_owned();
    let fetch = |token: Option<&'static str>| {
        let request = desk.http.get(&url);
        token
            .map_or_else(|| desk.http.get(&url), |token| request.bearer_auth(token))
            .send()
    };
    assert_eq!(fetch(None).await.unwrap().status(), 400);
    assert_eq!(fetch(Some("EAAwrong")).await.unwrap().status(), 401);
    let file = fetch(Some(TOKEN)).await.unwrap();
    assert_eq!(file.headers()["content-type"], "image/png");
    assert_eq!(file.bytes().await.unwrap().len(), 5_242_880);
    desk.control("POST", "/clock", Some(json!({"advance_ms": 301_000})))
        .await;
    assert_eq!(fetch(Some(TOKEN)).await.unwrap().status(), 404);

    desk.say("rina", "Halo").await;
    let (status, answer) = desk
        .send(json!({"type": "image", "image": {"id": id, "caption": "Ini"}}))
        .await;
    assert_eq!(status, 200, "{answer}");
    let (_, answer) = desk
        .send(json!({"type": "video", "video": {"id": id}}))
        .await;
    let sent = wamid(&answer);
    desk.until("failed", |desk| !desk.statuses(&sent).is_empty())
        .await;
    assert_eq!(desk.statuses(&sent)[0]["errors"][0]["code"], 131_053);
    let (status, answer) = desk
        .send(json!({"type": "image", "image": {"id": "1"}}))
        .await;
    assert_eq!((status, &answer["error"]["code"]), (400, &json!(100)));
    assert_eq!(
        desk.graph("DELETE", &format!("/{id}"), None).await.1["success"],
        true
    );
    assert_eq!(desk.graph("GET", &format!("/{id}"), None).await.0, 400);
}

#[tokio::test]
async fn templates_are_written_reviewed_used_and_deleted() {
    let desk = desk().await;
    let path = format!("/{WABA}/message_templates");
    let body = json!({"name": "siap_diambil", "language": "id", "category": "UTILITY", "components": [
        {"type": "BODY", "text": "Halo {{1}}, pesanan siap diambil.", "example": {"body_text": [["Rina"]]}}]});
    let (status, made) = desk.graph("POST", &path, Some(body.clone())).await;
    assert_eq!(
        (status, &made["status"]),
        (200, &json!("PENDING")),
        "{made}"
    );
    let id = made["id"].as_str().unwrap().to_owned();
    let (_, again) = desk.graph("POST", &path, Some(body.clone())).await;
    assert_eq!(again["error"]["error_subcode"], 2_388_024);
    let send = json!({"type": "template", "template": {"name": "siap_diambil", "language": {"code": "id"},
        "components": [{"type": "body", "parameters": [{"type": "text", "text": "Rina"}]}]}});
    let (status, answer) = desk.send(send.clone()).await;
    assert_eq!((status, &answer["error"]["code"]), (404, &json!(132_001)));
    for (verb, status, code) in [
        ("approve", 200, None),
        ("pause", 400, Some(132_015)),
        ("unpause", 200, None),
        ("disable", 400, Some(132_016)),
        ("reject", 404, Some(132_001)),
        ("approve", 200, None),
    ] {
        desk.control("POST", &format!("/templates/{id}/{verb}"), Some(json!({})))
            .await;
        let (got, answer) = desk.send(send.clone()).await;
        assert_eq!(
            (got, answer["error"]["code"].as_i64()),
            (status, code),
            "{verb} {answer}"
        );
    }
    let (_, node) = desk
        .graph(
            "GET",
            &format!("/{id}?fields=name,status,quality_score"),
            None,
        )
        .await;
    assert_eq!(
        (&node["name"], &node["status"]),
        (&json!("siap_diambil"), &json!("APPROVED"))
    );
    assert!(node.get("components").is_none());
    let (_, wrong) = desk
        .graph("GET", &format!("/{id}?fields=nonsense"), None)
        .await;
    assert_eq!(wrong["error"]["code"], 100);
    assert_eq!(
        desk.graph("DELETE", &format!("{path}?name=siap_diambil"), None)
            .await
            .1["success"],
        true
    );
    let (_, locked) = desk.graph("POST", &path, Some(body)).await;
    assert_eq!(locked["error"]["error_subcode"], 2_388_023);
}

#[tokio::test]
async fn template_lists_page_by_cursor() {
    let desk = desk().await;
    let path = format!("/{WABA}/message_templates");
    let mut seen = Vec::new();
    let mut after = String::new();
    loop {
        let (_, page) = desk
            .graph(
                "GET",
                &format!("{path}?limit=2&fields=name&after={after}"),
                None,
            )
            .await;
        seen.extend(
            page["data"]
                .as_array()
                .unwrap()
                .iter()
                .map(|one| one["name"].as_str().unwrap().to_owned()),
        );
        if page["paging"].get("next").is_none() {
            break;
        }
        after = page["paging"]["cursors"]["after"]
            .as_str()
            .unwrap()
            .to_owned();
    }
    seen.sort();
    assert_eq!(seen, ["code", "named", "order_update", "photo", "promo"]);
    let (_, page) = desk
        .graph("GET", &format!("{path}?category=MARKETING"), None)
        .await;
    assert_eq!(page["data"].as_array().unwrap().len(), 1);
    let (status, bad) = desk.graph("GET", &format!("{path}?after=!!"), None).await;
    assert_eq!((status, &bad["error"]["code"]), (400, &json!(131_059)));
}

#[tokio::test]
async fn sign_up_codes_are_for_once_and_for_thirty_seconds() {
    let desk = desk().await;
    let exchange = |code: String| {
        let path =
            format!("/v25.0/oauth/access_token?client_id={APP}&client_secret={SECRET}&code={code}");
        let desk = &desk;
        async move { desk.call("GET", &path, None, None).await }
    };
    let code = |answer: Value| answer["code"].as_str().unwrap().to_owned();
    let first = code(
        desk.control("POST", "/codes", Some(json!({"waba_id": WABA})))
            .await,
    );
    let (status, token) = exchange(first.clone()).await;
    assert_eq!(status, 200, "{token}");
    assert_eq!(exchange(first).await.0, 400);
    let fresh = token["access_token"].as_str().unwrap().to_owned();
    let inspect = format!("/v25.0/debug_token?input_token={fresh}");
    let (_, data) = desk
        .call("GET", &inspect, Some(&format!("{APP}|{SECRET}")), None)
        .await;
    assert_eq!(
        (&data["data"]["is_valid"], &data["data"]["app_id"]),
        (&json!(true), &json!(APP))
    );
    let granular = data["data"]["granular_scopes"].as_array().unwrap();
    assert!(
        granular
            .iter()
            .any(|scope| scope["scope"] == "whatsapp_business_management"
                && scope["target_ids"][0] == WABA)
    );
    let late = code(
        desk.control("POST", "/codes", Some(json!({"waba_id": WABA})))
            .await,
    );
    desk.control("POST", "/clock", Some(json!({"advance_ms": 31_000})))
        .await;
    assert_eq!(exchange(late).await.0, 400);
}

#[tokio::test]
async fn numbers_register_with_their_pin() {
    let desk = desk().await;
    let path = format!("/{WABA}/phone_numbers");
    let (_, made) = desk
        .graph(
            "POST",
            &path,
            Some(json!({"cc": "62", "phone_number": "81299990000", "verified_name": "Cabang"})),
        )
        .await;
    let id = made["id"].as_str().unwrap().to_owned();
    let text =
        json!({"messaging_product": "whatsapp", "to": RINA, "type": "text", "text": {"body": "x"}});
    let (_, answer) = desk
        .graph("POST", &format!("/{id}/messages"), Some(text))
        .await;
    assert_eq!(answer["error"]["code"], 133_010);
    desk.graph(
        "POST",
        &format!("/{id}/request_code"),
        Some(json!({"code_method": "SMS", "language": "id"})),
    )
    .await;
    let (_, wrong) = desk
        .graph(
            "POST",
            &format!("/{id}/verify_code"),
            Some(json!({"code": "000000"})),
        )
        .await;
    assert_eq!(wrong["error"]["code"], 136_025);
    assert_eq!(
        desk.graph(
            "POST",
            &format!("/{id}/verify_code"),
            Some(json!({"code": "123-456"}))
        )
        .await
        .0,
        200
    );
    let register = |pin: &str| Some(json!({"messaging_product": "whatsapp", "pin": pin}));
    assert_eq!(
        desk.graph("POST", &format!("/{id}/register"), register("111111"))
            .await
            .1["success"],
        true
    );
    let (_, wrong) = desk
        .graph("POST", &format!("/{id}/register"), register("222222"))
        .await;
    assert_eq!(wrong["error"]["code"], 133_005);
    for _ in 0..8 {
        desk.graph("POST", &format!("/{id}/register"), register("111111"))
            .await;
    }
    let (_, limited) = desk
        .graph("POST", &format!("/{id}/register"), register("111111"))
        .await;
    assert_eq!(limited["error"]["code"], 133_016);
    let (_, node) = desk
        .graph(
            "GET",
            &format!("/{id}?fields=status,code_verification_status,throughput{{level}}"),
            None,
        )
        .await;
    assert_eq!(
        (&node["status"], &node["throughput"]["level"]),
        (&json!("CONNECTED"), &json!("STANDARD"))
    );
}

#[tokio::test]
async fn profile_read_marks_and_blocking() {
    let desk = desk().await;
    let path = format!("/{NUMBER}/whatsapp_business_profile");
    let write = |body: Value| desk.graph("POST", &path, Some(body));
    assert_eq!(write(json!({"messaging_product": "whatsapp", "about": "Buka 9-17", "websites": ["https://a.example"]})).await.0, 200);
    assert_eq!(
        write(json!({"messaging_product": "whatsapp", "about": "x".repeat(140)}))
            .await
            .1["error"]["code"],
        100
    );
    let (_, read) = desk
        .graph("GET", &format!("{path}?fields=about,websites"), None)
        .await;
    assert_eq!(read["data"][0]["about"], "Buka 9-17");

    let id = desk.say("rina", "Halo").await;
    let mark = json!({"messaging_product": "whatsapp", "status": "read", "message_id": id, "typing_indicator": {"type": "text"}});
    let (status, answer) = desk
        .graph("POST", &format!("/{NUMBER}/messages"), Some(mark))
        .await;
    assert_eq!((status, &answer["success"]), (200, &json!(true)));
    let thread = desk
        .control(
            "GET",
            &format!("/phone/thread?number={NUMBER}&customer=rina"),
            None,
        )
        .await;
    assert_eq!(
        (&thread["messages"][0]["stage"], &thread["typing"]),
        (&json!("read"), &json!(true))
    );
    let unknown =
        json!({"messaging_product": "whatsapp", "status": "read", "message_id": "wamid.x"});
    assert_eq!(
        desk.graph("POST", &format!("/{NUMBER}/messages"), Some(unknown))
            .await
            .1["error"]["code"],
        131_009
    );

    let block =
        json!({"messaging_product": "whatsapp", "block_users": [{"user": format!("+{RINA}")}]});
    let (_, blocked) = desk
        .graph("POST", &format!("/{NUMBER}/block_users"), Some(block))
        .await;
    assert_eq!(blocked["block_users"]["added_users"][0]["wa_id"], RINA);
    let (_, answer) = desk
        .send(json!({"type": "text", "text": {"body": "x"}}))
        .await;
    assert_eq!(answer["error"]["code"], 130_403);
}

#[tokio::test]
async fn app_secret_proof_when_asked_for() {
    let desk = desk_with(|config| config.settings.require_appsecret_proof = true).await;
    let (status, answer) = desk.graph("GET", &format!("/{NUMBER}"), None).await;
    assert_eq!((status, &answer["error"]["code"]), (400, &json!(100)));
    let proof = {
        use hmac::{Hmac, KeyInit, Mac};
        let mut mac = Hmac::<sha2::Sha256>::new_from_slice(SECRET.as_bytes()).unwrap();
        mac.update(TOKEN.as_bytes());
        hex::encode(mac.finalize().into_bytes())
    };
    assert_eq!(
        desk.graph("GET", &format!("/{NUMBER}?appsecret_proof={proof}"), None)
            .await
            .0,
        200
    );
    assert_eq!(
        desk.graph("GET", &format!("/{NUMBER}?appsecret_proof=00"), None)
            .await
            .0,
        400
    );
}

#[tokio::test]
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
