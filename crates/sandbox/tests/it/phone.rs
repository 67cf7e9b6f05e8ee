//! The phone page and what feeds it.

use base64::Engine as _;
use serde_json::json;
use sha2::Digest as _;

use crate::support::{NUMBER, desk, wamid};

const DIALOG: &str = "/sandbox/meta/dialog?client_id=300000000000009&config_id=7&response_type=code&redirect_uri=http://127.0.0.1/";

#[tokio::test]
async fn the_page_is_self_contained_under_a_strict_policy() {
    let desk = desk().await;
    for (path, kind) in [
        ("/sandbox/phone", "text/html"),
        ("/sandbox/phone.css", "text/css"),
        ("/sandbox/phone.js", "text/javascript"),
        ("/sandbox/api.js", "text/javascript"),
        ("/sandbox/bubbles.js", "text/javascript"),
        ("/sandbox/words.js", "text/javascript"),
        ("/sandbox/composer.js", "text/javascript"),
        ("/sandbox/thread.js", "text/javascript"),
        ("/sandbox/base.css", "text/css"),
        ("/sandbox/console", "text/html"),
        ("/sandbox/console.css", "text/css"),
        ("/sandbox/console/console.js", "text/javascript"),
        ("/sandbox/console/stories.js", "text/javascript"),
        ("/sandbox/dialog/dialog.css", "text/css"),
        ("/sandbox/dialog/dialog.js", "text/javascript"),
        (DIALOG, "text/html"),
        ("/sandbox/actions.js", "text/javascript"),
        ("/sandbox/instagram/authorize.js", "text/javascript"),
        ("/sandbox/instagram/bubble.js", "text/javascript"),
        ("/sandbox/instagram/direct.js", "text/javascript"),
        ("/sandbox/instagram/phone.css", "text/css"),
        ("/sandbox/instagram/post.js", "text/javascript"),
        ("/sandbox/instagram/tabs.js", "text/javascript"),
    ] {
        let answer = desk
            .http
            .get(format!("{}{path}", desk.base))
            .send()
            .await
            .unwrap();
        assert_eq!(answer.status(), 200);
        let policy = answer.headers()["content-security-policy"]
            .to_str()
            .unwrap()
            .to_owned();
        assert!(
            policy.contains("default-src 'none'") && !policy.contains("unsafe"),
            "{policy}"
        );
        assert!(
            answer.headers()["content-type"]
                .to_str()
                .unwrap()
                .starts_with(kind)
        );
        let text = answer.text().await.unwrap();
        assert!(!text.contains("innerHTML"), "{path} writes markup");
        if kind == "text/html" {
            assert_eq!(text.matches("<h1").count(), 1);
            assert!(text.contains("<title>Simulated "));
            for inline in ["style=", "onclick", "onload", "http://", "https://"] {
                assert!(!text.contains(inline), "{inline}");
            }
        }
    }
}

#[tokio::test]
async fn samples_of_all_kinds_arrive_with_hash_and_address() {
    let desk = desk().await;
    for (kind, begin) in [
        ("image", &b"\x89PNG"[..]),
        ("audio", b"OggS"),
        ("document", b"%PDF"),
        ("sticker", b"RIFF"),
    ] {
        let sent = desk
            .control(
                "POST",
                "/inbound",
                Some(
                    json!({"phone_number_id": NUMBER, "customer": "rina", "type": kind, kind: {}}),
                ),
            )
            .await;
        let content = sent["value"]["messages"][0][kind].clone();
        let url = content["url"].as_str().unwrap();
        let bytes = desk
            .http
            .get(url)
            .bearer_auth(crate::support::TOKEN)
            .send()
            .await
            .unwrap()
            .bytes()
            .await
            .unwrap();
        assert!(bytes.starts_with(begin), "{kind}");
        let hash = base64::engine::general_purpose::STANDARD.encode(sha2::Sha256::digest(&bytes));
        assert_eq!(content["sha256"], hash, "{kind}");
        assert!(
            desk.http
                .get(url)
                .send()
                .await
                .unwrap()
                .status()
                .is_client_error()
        );
    }
}

#[tokio::test]
async fn the_person_sees_only_what_arrived() {
    let desk = desk().await;
    desk.say("rina", "Halo").await;
    let thread = format!("/phone/thread?number={NUMBER}&customer=rina");
    desk.control(
        "POST",
        &format!("/customers/{}/block", "rina"),
        Some(json!({"phone_number_id": NUMBER, "on": true})),
    )
    .await;
    let blocked = wamid(
        &desk
            .send(json!({"type": "text", "text": {"body": "Masih ada"}}))
            .await
            .1,
    );
    desk.until("sent", |desk| desk.statuses(&blocked).len() == 1)
        .await;
    tokio::time::sleep(std::time::Duration::from_millis(120)).await;
    assert_eq!(
        desk.control("GET", &thread, None).await["messages"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
    desk.control(
        "POST",
        "/customers/rina/block",
        Some(json!({"phone_number_id": NUMBER, "on": false})),
    )
    .await;
    desk.until("delivered", |desk| desk.statuses(&blocked).len() == 2)
        .await;
    assert_eq!(
        desk.control("GET", &thread, None).await["messages"]
            .as_array()
            .unwrap()
            .len(),
        2
    );
    // With receipts off nothing is ever read.
    desk.control(
        "PATCH",
        "/customers/rina",
        Some(json!({"receipts_off": true})),
    )
    .await;
    desk.control(
        "POST",
        "/phone/seen",
        Some(json!({"number": NUMBER, "customer": "rina"})),
    )
    .await;
    tokio::time::sleep(std::time::Duration::from_millis(120)).await;
    assert_eq!(desk.statuses(&blocked).len(), 2);
}

#[tokio::test]
async fn replies_to_buttons_carry_their_context() {
    let desk = desk().await;
    desk.say("rina", "Halo").await;
    let body = json!({"type": "interactive", "interactive": {"type": "button", "body": {"text": "Mau?"},
        "action": {"buttons": [{"type": "reply", "reply": {"id": "y", "title": "Ya"}}]}}});
    let asked = wamid(&desk.send(body).await.1);
    let answer = desk
        .control("POST", "/inbound", Some(json!({"phone_number_id": NUMBER, "customer": "rina", "reply_to": asked, "type": "interactive",
            "interactive": {"type": "button_reply", "button_reply": {"id": "y", "title": "Ya"}}})))
        .await;
    let message = &answer["value"]["messages"][0];
    assert_eq!(
        message["context"],
        json!({"from": "6281155000009", "id": asked})
    );
    assert_eq!(message["interactive"]["button_reply"]["id"], "y");
}
