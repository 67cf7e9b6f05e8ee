//! The Graph API as its clients see it.

use serde_json::{Value, json};

use crate::support::{NUMBER, RINA, TOKEN, WABA, desk, wamid};

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
