//! Sign-up, numbers, profile.

use serde_json::{Value, json};

use crate::support::{APP, NUMBER, RINA, SECRET, TOKEN, WABA, desk, desk_with};

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

/// Hands bytes over as the Resumable Upload API wants them.
async fn hand_over(
    desk: &crate::support::Desk,
    session: &str,
    offset: &str,
    bytes: &[u8],
) -> (u16, Value) {
    let answer = desk
        .http
        .post(format!("{}/v25.0/{session}", desk.base))
        .header("authorization", format!("OAuth {TOKEN}"))
        .header("file_offset", offset)
        .body(bytes.to_vec())
        .send()
        .await
        .unwrap();
    (answer.status().as_u16(), answer.json().await.unwrap())
}

/// The handle of a picture that was handed over.
pub(crate) async fn picture_handle(desk: &crate::support::Desk) -> String {
    let png = b"\x89PNG\r\n\x1a\n";
    let begin = format!(
        "/{APP}/uploads?file_length={}&file_type=image/png",
        png.len()
    );
    let (_, begun) = desk.graph("POST", &begin, None).await;
    let (_, whole) = hand_over(desk, begun["id"].as_str().unwrap(), "0", png).await;
    whole["h"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_picture_is_handed_over_in_pieces_and_shown() {
    let desk = desk().await;
    let png = b"\x89PNG\r\n\x1a\nand so on";
    for (query, word) in [
        ("file_type=image/png", "file_length"),
        ("file_length=10", "file_type"),
        ("file_length=0&file_type=image/png", "file_length"),
        ("file_length=10&file_type=image/webp", "file_type"),
    ] {
        let (status, answer) = desk
            .graph("POST", &format!("/{APP}/uploads?{query}"), None)
            .await;
        assert_eq!((status, &answer["error"]["code"]), (400, &json!(100)));
        assert!(answer["error"]["message"].as_str().unwrap().contains(word));
    }
    let begin = format!(
        "/{APP}/uploads?file_length={}&file_type=image/png&file_name=a.png",
        png.len()
    );
    let (_, begun) = desk.graph("POST", &begin, None).await;
    let session = begun["id"].as_str().unwrap();
    assert!(session.starts_with("upload:") && session.contains("?sig="));
    let (status, wrong) = hand_over(&desk, session, "3", png).await;
    assert_eq!(
        (status, &wrong["debug_info"]["type"]),
        (400, &json!("OffsetInvalidError"))
    );
    let (_, half) = hand_over(&desk, session, "0", &png[..8]).await;
    assert_eq!(half["file_offset"], 8);
    let (_, told) = desk.graph("GET", &format!("/{session}"), None).await;
    assert_eq!(told["file_offset"], 8);
    let (_, whole) = hand_over(&desk, session, "8", &png[8..]).await;
    let handle = whole["h"].as_str().unwrap();
    let unsigned = session.split('?').next().unwrap();
    assert_eq!(
        hand_over(&desk, unsigned, "0", png).await.1["error"]["code"],
        100
    );

    let path = format!("/{NUMBER}/whatsapp_business_profile");
    let show =
        |handle: &str| json!({"messaging_product": "whatsapp", "profile_picture_handle": handle});
    let (_, unknown) = desk.graph("POST", &path, Some(show("4::x"))).await;
    assert_eq!(unknown["error"]["code"], 100);
    assert_eq!(desk.graph("POST", &path, Some(show(handle))).await.0, 200);
    let (_, read) = desk.graph("GET", &path, None).await;
    let address = read["data"][0]["profile_picture_url"].as_str().unwrap();
    let shown = desk.http.get(address).send().await.unwrap();
    assert_eq!(shown.headers()["content-type"], "image/png");
    assert_eq!(shown.bytes().await.unwrap(), &png[..]);
    let guessed = desk
        .http
        .get(address.replace("oh=", "oh=0"))
        .send()
        .await
        .unwrap();
    assert_eq!(guessed.status(), 404);
}

#[tokio::test]
async fn a_profile_takes_only_what_meta_takes() {
    let desk = desk().await;
    let path = format!("/{NUMBER}/whatsapp_business_profile");
    for (field, value) in [
        ("about", json!("")),
        ("address", json!("x".repeat(257))),
        ("description", json!("x".repeat(513))),
        ("email", json!("nobody")),
        ("vertical", json!("SPACESHIPS")),
        ("websites", json!(["ftp://a.example"])),
        (
            "websites",
            json!([
                "https://a.example",
                "https://b.example",
                "https://c.example"
            ]),
        ),
    ] {
        let body = json!({"messaging_product": "whatsapp", field: value});
        let (status, answer) = desk.graph("POST", &path, Some(body)).await;
        assert_eq!(
            (status, &answer["error"]["code"]),
            (400, &json!(100)),
            "{field}"
        );
        let said = answer["error"]["message"].as_str().unwrap();
        assert!(said.contains(field), "{said}");
    }
    let (_, nobody) = desk.graph("POST", &path, Some(json!({"about": "x"}))).await;
    assert_eq!(nobody["error"]["code"], 100);
}
